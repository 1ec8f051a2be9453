/** What the API server fills into an HPA's `behavior`, so that what its owner wrote there can be told from it. */
import type { V2HorizontalPodAutoscalerBehavior } from '@kubernetes/client-node';
import { isSameValue } from '../same-value.ts';

export const SCALE_UP_DEFAULTS = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};

export const SCALE_DOWN_DEFAULTS = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

/** Is everything in this `behavior` but the scale-down window what the API server filled in? */
export function isFilledIn({ scaleUp, scaleDown }: V2HorizontalPodAutoscalerBehavior): boolean {
  const { stabilizationWindowSeconds: _, ...others } = scaleDown ?? {};
  return isSameValue(scaleUp, SCALE_UP_DEFAULTS) && isSameValue(others, SCALE_DOWN_DEFAULTS);
}
