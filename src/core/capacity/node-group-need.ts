/** How many pods of a target are to come, and which surges wait for their nodes. */
import type { Surge } from '../model/surge.ts';
import { keyOf } from '../model/target.ts';
import type { TargetNeed } from './node-group-snapshot.ts';
import { isOpen } from './window.ts';

export interface Asking {
  /** Before their floor goes up. */
  readonly ahead: readonly Surge[];
  /**
   * Whose floor is up and whose pods have no nodes yet, all of them. Their nodes are kept: an autoscaler takes one that was
   * empty for long as soon as it may, and a thousand pods take a minute to be made.
   */
  readonly holding: readonly Surge[];
  /** The highest floor among them. */
  readonly need: number;
  readonly pods: number;
}

export function askingOf({ target, raises, raised, standing, room, now }: TargetNeed): Asking {
  const open = raises.filter((raise) => isOpen(raise, standing, now));
  const bound = room?.bound ?? 0;
  const opened = new Set(open.map(({ surge }) => surge.id));
  const holding = raised.filter(
    (surge) => !opened.has(surge.id) && standing > bound && isAsking(surge.capacity?.[keyOf(target)]?.phase),
  );
  const need = Math.max(0, holding.length === 0 ? 0 : standing, ...open.map(({ floor }) => floor));
  const existing = bound + (room?.unbound ?? 0);
  const pods = need > bound ? Math.max(need, existing) - bound : 0;
  return { ahead: open.map(({ surge }) => surge), holding, need, pods };
}

/** It was asking when it was last heard of: one that is done does not begin again for a pod that comes and goes. */
const isAsking = (phase: string | undefined): boolean => phase !== undefined && phase !== 'Released';
