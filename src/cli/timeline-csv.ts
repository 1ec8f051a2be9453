/** `--timeline`: what happened second by second, one CSV per strategy. */
import type { TimelinePoint } from '../sim/comparison.ts';
import { roundWhole } from './wording.ts';

const SAMPLE_SECONDS = 5;

const COLUMNS = [
  'secondsFromPush',
  'offeredRps',
  'servedRps',
  'pods',
  'unscheduledPods',
  'readyPods',
  'desiredReplicas',
  'nodes',
  'readyNodes',
] as const satisfies readonly (keyof TimelinePoint)[];

/** Every five seconds from the first point on; a timeline with wider steps is given as it is. */
export function renderTimeline(timeline: readonly TimelinePoint[]): string {
  const lines: string[] = [COLUMNS.join(',')];
  let due = Number.NEGATIVE_INFINITY;
  for (const point of timeline) {
    if (point.secondsFromPush < due) continue;
    due = (due === Number.NEGATIVE_INFINITY ? point.secondsFromPush : due) + SAMPLE_SECONDS;
    if (due <= point.secondsFromPush) due = point.secondsFromPush + SAMPLE_SECONDS;
    lines.push(COLUMNS.map((column) => roundWhole(point[column])).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** `push.csv` -> `push.reactive.csv`; a `.gz` stays at the end. */
export function nameTimelineFile(path: string, strategy: string): string {
  const extension = /[^/\\](\.[^./\\]+(?:\.gz)?)$/.exec(path)?.[1] ?? '';
  return `${path.slice(0, path.length - extension.length)}.${strategy}${extension}`;
}
