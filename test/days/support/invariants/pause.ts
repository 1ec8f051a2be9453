/** A paused target is not written. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, plus, seconds } from '../../../../src/core/model/time.ts';
import { PAUSED_ANNOTATION } from '../../../../src/resources/target/annotations.ts';
import { changesOf } from '../history.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const pauseKept: Invariant = {
  name: 'a paused target is left alone',
  check: (day) => day.plan.targets.flatMap(({ ref }) => [...onTarget(day, ref), ...onWorkload(day, ref)]),
};

/** A pass that began before the pause may still send its second write, which has no precondition. */
const ON_ITS_WAY = seconds(2);

const isPaused = (annotations: Readonly<Record<string, string>> | undefined): boolean =>
  annotations?.[PAUSED_ANNOTATION] === 'true';

const onTarget = (day: Day, ref: TargetRef): readonly Breach[] =>
  changesOf(day, ref)
    .filter(({ ours, before }) => ours && isPaused(before?.metadata.annotations))
    .map(({ at, differences }) => ({ at, target: ref.name, what: `written: ${differences.join('; ')}` }));

function onWorkload(day: Day, ref: TargetRef): readonly Breach[] {
  if (ref.kind === 'Deployment') return [];
  const pausedSince = (at: Instant): Instant | undefined => {
    const changes = changesOf(day, ref).filter((change) => change.at <= at);
    const last = changes.findLast(({ before }) => !isPaused(before?.metadata.annotations));
    return isPaused(changes.at(-1)?.after?.metadata.annotations) ? last?.at : undefined;
  };
  return changesOf(day, { ...ref, kind: 'Deployment' })
    .filter(({ ours }) => ours)
    .flatMap(({ at, differences }): readonly Breach[] => {
      const since = pausedSince(at);
      if (since === undefined || at < plus(since, ON_ITS_WAY)) return [];
      return [{ at, target: ref.name, what: `scaled: ${differences.join('; ')}` }];
    });
}
