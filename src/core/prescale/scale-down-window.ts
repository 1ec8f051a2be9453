/**
 * The HPA's default scale-down window would hold the peak for five minutes after it has passed. While a surge whose
 * crowd goes before its end is on, it is shortened; a window that the owner set stands.
 */
import type { Bounds } from '../model/floor-record.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { boundsOf, type Ownership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { demandOn } from './demand.ts';
import { reassertsOf } from './dispute.ts';
import { fallsInside } from './window.ts';

export function chooseWindow(
  target: TargetSnapshot,
  active: readonly Surge[],
  { baseline }: Ownership,
  config: PrescaleConfig,
): Bounds['scaleDownSeconds'] {
  const ownerSet = typeof baseline.scaleDownSeconds === 'number';
  if (target.lever === 'replicas' || ownerSet || config.scaleDownSeconds === null)
    return baseline.scaleDownSeconds;
  const falling = active.some((surge) => fallsInside(surge, demandOn(surge, target.ref)));
  if (!falling) return baseline.scaleDownSeconds;
  // Not worth giving up the floor for: once the reasserts are spent it stays as it stands.
  const spent = reassertsOf(active, target) >= Math.max(1, config.reasserts);
  return spent ? boundsOf(target).scaleDownSeconds : config.scaleDownSeconds;
}
