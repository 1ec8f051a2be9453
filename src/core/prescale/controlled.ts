/**
 * A target whose lever somebody else sets: the HPA of a ScaledObject, a Deployment that has an HPA. What is written there is
 * undone at once, so nothing is: the surge says what to name instead. A record from before goes, its bounds are not ours to
 * hand back any more.
 */
import type { Action, Plan } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { standAside } from './aside.ts';
import type { PrescaleConfig } from './config.ts';

export function decideControlled(
  target: TargetSnapshot,
  controller: TargetRef,
  surges: readonly Surge[],
  config: PrescaleConfig,
  readAt: Instant,
): Plan {
  const condition = { type: 'Controlled', message: messageOf(target.ref, controller) } as const;
  const plan = standAside(target.ref, surges, condition, config, readAt);
  return { ...plan, actions: [...plan.actions, ...forgetRecord(target)] };
}

const messageOf = (ref: TargetRef, controller: TargetRef): string =>
  `${keyOf(controller)} sets the replicas of ${keyOf(ref)}: ` +
  `name kind ${controller.kind}, name ${controller.name} as the target instead`;

/** Nor on a target that is paused. */
function forgetRecord({ ref, resourceVersion, record, paused }: TargetSnapshot): readonly Action[] {
  if (record.kind === 'none' || paused) return [];
  return [{ kind: 'PatchTarget', target: ref, resourceVersion, change: {}, record: null }];
}
