/** What the owner of a target writes, and what he is known to want from then on. */
import type { Bounds } from '../../src/core/model/floor-record.ts';
import type { ScaleDownWindow, TargetSnapshot } from '../../src/core/model/target.ts';
import { edited, type World } from './a-world.ts';

export type Edit =
  | { readonly kind: 'min'; readonly min: number }
  | { readonly kind: 'bounds'; readonly min: number; readonly room: number }
  | { readonly kind: 'window'; readonly window: ScaleDownWindow };

/** What the owner wants, as far as anybody can tell from what he wrote. */
export interface Intent {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly window: ScaleDownWindow;
  readonly asleep: boolean;
}

export interface Said {
  readonly world: World;
  readonly intent: Intent;
}

/** An edit that leaves a field as it is, or as we had written it, cannot be told from none: it is left out. */
export function speak(said: Said, wanted: Edit): Said {
  switch (wanted.kind) {
    case 'min':
      return editMin(said, wanted.min);
    case 'bounds':
      return editBounds(said, wanted.min, wanted.min + wanted.room);
    case 'window':
      return editWindow(said, wanted.window);
  }
}

/** Within the maximum that he knows of, his own, and the one that stands. */
function editMin(said: Said, wanted: number): Said {
  const { target } = said.world;
  const min = Math.min(wanted, target.max ?? wanted, said.intent.max ?? wanted);
  const isHeard = min !== target.min && min !== oursOn(target)?.min;
  return isHeard ? told(said, { min }, { min }) : said;
}

function editBounds(said: Said, min: number, max: number): Said {
  const { target } = said.world;
  if (target.max === undefined) return editMin(said, min);
  const ours = oursOn(target);
  const isHeard = min !== target.min && min !== ours?.min && max !== target.max && max !== ours?.max;
  return isHeard ? told(said, { min, max }, { min, max }) : said;
}

const oursOn = ({ record }: TargetSnapshot): Bounds | undefined =>
  record.kind === 'record' ? record.record.wrote : undefined;

function editWindow(said: Said, window: ScaleDownWindow): Said {
  const { target } = said.world;
  const ours = oursOn(target);
  const wanted = secondsOf(window);
  const isHeard =
    wanted !== secondsOf(target.scaleDownWindow) && (ours === undefined || wanted !== ours.scaleDownSeconds);
  if (target.lever === 'replicas' || !isHeard) return said;
  return told(said, { scaleDownWindow: window }, { window });
}

const secondsOf = (window: ScaleDownWindow) => (window.kind === 'absent' ? 'absent' : window.seconds);

function told(said: Said, over: Partial<TargetSnapshot>, intent: Partial<Intent>): Said {
  const world = edited(said.world, over);
  const scaled = world.target.lever === 'replicas' && over.min !== undefined ? { replicas: over.min } : {};
  return {
    ...said,
    world: { ...world, target: { ...world.target, ...scaled } },
    intent: { ...said.intent, ...intent },
  };
}
