/** Looking back on a day: what stood on a target when, what its owner wanted, which surges were in the store. */
import type { Surge } from '../../../src/core/model/surge.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import type { KubeObject, SurgeObject } from '../../../src/sim/api/objects.ts';
import { surgeIn } from '../../support/a-surge-object.ts';
import type { Change } from './ledger.ts';
import type { Day } from './run-day.ts';
import type { Target } from './wish-book.ts';

/** Changes of the target's own object. */
export const changesOf = ({ ledger }: Day, ref: TargetRef): readonly Change[] =>
  ledger.changes.filter(({ kind, name }) => kind === ref.kind && name === ref.name);

/** What its owner wanted at an instant, his change of that instant included. */
export function wishAt({ book }: Day, ref: TargetRef, at: Instant): Target {
  const wish = book.history.findLast(
    (known) => known.at <= at && known.object.kind === ref.kind && known.object.metadata.name === ref.name,
  );
  if (wish === undefined) throw new RangeError(`a wish for ${ref.name}: expected one, got none`);
  return wish.object;
}

export const floorOf = (object: KubeObject | undefined): number | undefined => {
  const target = object === undefined ? undefined : asTarget(object);
  if (target === undefined) return undefined;
  return target.kind === 'Deployment' ? target.spec.replicas : (target.spec.minReplicas ?? 1);
};

export const ceilingOf = (object: KubeObject | undefined): number => {
  const target = object === undefined ? undefined : asTarget(object);
  return target?.kind === 'HorizontalPodAutoscaler' ? target.spec.maxReplicas : Number.POSITIVE_INFINITY;
};

/** The floors that stood on a target between two instants, in order; none while it did not exist. */
export function floorsIn(day: Day, ref: TargetRef, from: Instant, until: Instant): readonly number[] {
  const changes = changesOf(day, ref);
  const before = changes.findLast(({ at }) => at <= from);
  const atFirst = before === undefined ? wishAt(day, ref, day.plan.start) : before.after;
  const later = changes.filter(({ at }) => from < at && at < until).map(({ after }) => after);
  return [atFirst, ...later].flatMap((object) => floorOf(object) ?? []);
}

/** A surge as it stood in the store without a change of its spec. */
export interface Stretch {
  readonly surge: Surge;
  readonly from: Instant;
  readonly until: Instant;
}

export function stretchesOf({ ledger, plan }: Day): readonly Stretch[] {
  const changes = ledger.changes.filter(
    ({ kind, before, after }) =>
      kind === 'Surge' && JSON.stringify(before?.spec) !== JSON.stringify(after?.spec),
  );
  return changes.flatMap(({ name, at, after }, index): readonly Stretch[] => {
    if (after === undefined || !isSurge(after)) return [];
    const next = changes.slice(index + 1).find((change) => change.name === name);
    return [{ surge: surgeIn(after), from: at, until: next?.at ?? plan.end }];
  });
}

export const names = ({ targets }: Surge, { kind, name }: TargetRef): boolean =>
  targets.some(({ ref }) => ref.kind === kind && ref.name === name);

const isSurge = (object: KubeObject): object is SurgeObject => object.kind === 'Surge';

const asTarget = (object: KubeObject): Target | undefined => (isTarget(object) ? object : undefined);

const isTarget = (object: KubeObject): object is Target =>
  object.kind === 'HorizontalPodAutoscaler' || object.kind === 'Deployment';
