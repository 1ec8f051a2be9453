/** When the surges of a target are over it is exactly as its owner wants it; a raised max came back. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { show } from '../difference.ts';
import { readRecord } from '../edits.ts';
import { ceilingOf } from '../history.ts';
import type { TargetPlan } from '../plan.ts';
import type { Day } from '../run-day.ts';
import type { Target } from '../wish-book.ts';
import type { Breach, Invariant } from './invariant.ts';

export const handedBack: Invariant = {
  name: 'handed back as its owner wants it',
  check: (day) => day.plan.targets.flatMap((target) => leftOver(day, target)),
};

const PAUSED = 'forescale.dev/paused';
/** What the conflicts of the fault injection leave. */
const TOUCHED = 'example.com/touched';

function leftOver(day: Day, { ref, hpa }: TargetPlan): readonly Breach[] {
  const at = day.plan.end;
  const [live, wish] = [day.book.live(ref), day.book.wish(ref)];
  const breach = (what: string): readonly Breach[] => [{ at, target: ref.name, what }];
  if (live === undefined) return breach('is gone');
  // A pause that lasts stops the hand-back too.
  if (wish.metadata.annotations?.[PAUSED] === 'true' && readRecord(live) !== undefined) return [];
  const [is, wanted] = [show(ownedPart(live)), show(ownedPart(wish))];
  return [
    ...(is === wanted ? [] : breach(`is ${is}, its owner wants ${wanted}`)),
    ...(ceilingOf(live) === ceilingOf(wish)
      ? []
      : breach(`max ${ceilingOf(live)} instead of ${ceilingOf(wish)}`)),
    ...(hpa === undefined ? [] : awakening(day, ref).flatMap(breach)),
  ];
}

const ownedPart = ({ spec, metadata }: Target) => {
  const { [TOUCHED]: _, ...annotations } = metadata.annotations ?? {};
  return { spec, annotations, labels: metadata.labels };
};

/** How many replicas a workload has is the HPA's business; whether it has any is its owner's. */
function awakening({ api, book }: Day, { namespace, name }: TargetRef): readonly string[] {
  const [is, wanted] = [api, book.wishes].map(
    (server) => server.get('Deployment', namespace, name).spec.replicas,
  );
  return (is === 0) === (wanted === 0)
    ? []
    : [`has ${is ?? 0} replicas, its owner left it with ${wanted ?? 0}`];
}
