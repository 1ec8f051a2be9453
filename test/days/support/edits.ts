/** What an owner can change at a moment so that it shows: another value than stands there, or than Forescale wrote. */
import { parseRecord, RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import type { HorizontalPodAutoscaler, KubeObject } from '../../../src/sim/api/objects.ts';
import type { ActKind } from './plan.ts';
import type { Target } from './wish-book.ts';

type Edit = Extract<ActKind, { readonly kind: 'editMin' | 'editMax' | 'editBehavior' }>;

/** How far above what stands an owner goes at most. */
const REACH = 8;

/** The patch that the act makes of what stands; undefined when there is nothing to choose from. */
export function patchFor(act: Edit, live: Target, wish: Target): JsonObject | undefined {
  if (live.kind === 'Deployment') {
    if (act.kind !== 'editMin') return undefined;
    const replicas = choose(act.choice, 0, REACH, [live.spec.replicas, readRecord(live)?.wrote.min]);
    return replicas === undefined ? undefined : { spec: { replicas } };
  }
  if (wish.kind === 'Deployment') return undefined;
  return patchForHpa(act, live, wish);
}

function patchForHpa(
  act: Edit,
  live: HorizontalPodAutoscaler,
  wish: HorizontalPodAutoscaler,
): JsonObject | undefined {
  const wrote = readRecord(live)?.wrote;
  const { minReplicas: min = 1, maxReplicas: max } = live.spec;
  switch (act.kind) {
    case 'editBehavior':
      return { spec: { behavior: act.patch } };
    case 'editMin': {
      const most = Math.min(max, wish.spec.maxReplicas);
      const minReplicas = choose(act.choice, 1, most, [min, wrote?.min]);
      return minReplicas === undefined ? undefined : { spec: { minReplicas } };
    }
    case 'editMax': {
      const least = Math.max(min, wish.spec.minReplicas ?? 1);
      const maxReplicas = choose(act.choice, least, max + REACH, [max, wrote?.max]);
      return maxReplicas === undefined ? undefined : { spec: { maxReplicas } };
    }
  }
}

export const readRecord = (object: KubeObject) =>
  parseRecord(object.metadata.annotations?.[RECORD_ANNOTATION] ?? '');

function choose(
  choice: number,
  least: number,
  most: number,
  not: readonly (number | undefined)[],
): number | undefined {
  const all = Array.from({ length: Math.max(0, most - least + 1) }, (_, index) => least + index);
  const values = all.filter((value) => !not.includes(value));
  return values[Math.floor(choice * values.length)];
}
