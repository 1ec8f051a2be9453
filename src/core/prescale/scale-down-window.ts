/**
 * The HPA's default scale-down window would hold the peak for five minutes after it has passed. While a surge whose
 * crowd goes before its end is on, it is shortened; a window that the owner set stands. On HPAs alone: KEDA's own copy of
 * the field is its owner's.
 */
import type { Bounds } from '../model/floor-record.ts';
import { boundsOf } from './baseline.ts';
import { demandOn } from './demand.ts';
import { reassertsOf } from './dispute.ts';
import type { Situation } from './situation.ts';
import { fallsInside } from './window.ts';

export function chooseWindow(situation: Situation): Bounds['scaleDownSeconds'] {
  const { target, active, config } = situation;
  const { baseline } = situation.ownership;
  const ownerSet = typeof baseline.scaleDownSeconds === 'number';
  if (target.lever !== 'minReplicas' || ownerSet || config.scaleDownSeconds === null)
    return baseline.scaleDownSeconds;
  const falling = active.some((surge) => fallsInside(surge, demandOn(surge, target.ref)));
  if (!falling) return baseline.scaleDownSeconds;
  // Not worth giving up the floor for: once the reasserts are spent it stays as it stands.
  const spent = reassertsOf(situation) >= Math.max(1, config.reasserts);
  return spent ? boundsOf(target).scaleDownSeconds : config.scaleDownSeconds;
}
