/** Nothing but referenced targets is ever written, on them nothing but the floor, and nothing without a surge. */

import { stretchesOf } from '../history.ts';
import type { Change } from '../ledger.ts';
import type { Breach, Invariant } from './invariant.ts';

export const scopeKept: Invariant = {
  name: 'only what a surge names is written',
  check: (day) => {
    const stretches = stretchesOf(day);
    const named = day.plan.targets.filter(({ ref }) =>
      stretches.some(({ surge }) => surge.targets.some((target) => target.ref.name === ref.name)),
    );
    const mayWrite = new Set(named.map(({ ref }) => ref.name));
    // Buffers are ours altogether: buffers.ts is about them.
    return day.ledger.changes
      .filter((change) => change.ours && change.kind !== 'CapacityBuffer' && !isIntake(change))
      .flatMap((change) => strayOf(change, mayWrite));
  },
};

/** What functions store of events, and ticks extend: events.ts is about that. */
const isIntake = ({ writer, kind, after, differences }: Change): boolean =>
  kind === 'Surge' &&
  after !== undefined &&
  (writer.startsWith('event-') ||
    (writer.startsWith('tick-') && differences.every((line) => EXTENSION.test(line))));

const EXTENSION = /^(spec\.end|annotations\.forescale\.dev\/event-at):/;

/** By kind: the paths that Forescale may change. */
const OWN_PATHS: Readonly<Record<string, RegExp>> = {
  HorizontalPodAutoscaler:
    /^(spec\.minReplicas|spec\.maxReplicas|spec\.behavior|spec\.behavior\.scaleDown\.stabilizationWindowSeconds|annotations\.forescale\.dev\/floor)$/,
  Deployment: /^(spec\.replicas|annotations\.forescale\.dev\/floor)$/,
  Surge: /^status\b/,
};

function strayOf(
  { at, kind, name, before, after, differences }: Change,
  mayWrite: ReadonlySet<string>,
): readonly Breach[] {
  const breach = (what: string): readonly Breach[] => [{ at, target: `${kind}/${name}`, what }];
  if (before === undefined || after === undefined) return breach('was made or deleted');
  if (kind !== 'Surge' && !mayWrite.has(name))
    return breach(`is named by no surge, written: ${differences.join('; ')}`);
  const strange = differences.filter(
    (line) => OWN_PATHS[kind]?.test(line.slice(0, line.indexOf(':'))) !== true,
  );
  return strange.flatMap((line) => breach(`is not Forescale's to change: ${line}`));
}
