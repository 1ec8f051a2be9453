/** What the API server fills in and refuses for the objects that Forescale writes. */
import { isDeepStrictEqual } from 'node:util';
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import { ApiError } from './errors.ts';
import type { HorizontalPodAutoscaler, KubeObject } from './objects.ts';

export function admit<T extends KubeObject>(object: T): T {
  const tidy = withoutEmptyMaps(object);
  if (tidy.kind === 'HorizontalPodAutoscaler') {
    const hpa = tidy as unknown as HorizontalPodAutoscaler;
    const spec = withDefaults(hpa.spec);
    validate(hpa.metadata.name, spec);
    return { ...tidy, spec };
  }
  return tidy;
}

/** Empty annotations and labels do not survive the wire. */
function withoutEmptyMaps<T extends KubeObject>(object: T): T {
  const { annotations, labels, ...rest } = object.metadata;
  const metadata = {
    ...rest,
    ...(isEmpty(labels) ? {} : { labels }),
    ...(isEmpty(annotations) ? {} : { annotations }),
  };
  return { ...object, metadata };
}

const isEmpty = (map: Readonly<Record<string, string>> | undefined): boolean =>
  map === undefined || Object.keys(map).length === 0;

const SCALE_UP = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const SCALE_DOWN = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

/** autoscaling/v2 defaulting: min 1; a `behavior` that is there is filled in, one that is not stays out. */
function withDefaults(spec: V2HorizontalPodAutoscalerSpec): V2HorizontalPodAutoscalerSpec {
  const minReplicas = spec.minReplicas ?? 1;
  if (spec.behavior === undefined) {
    const { behavior: _, ...rest } = spec;
    return { ...rest, minReplicas };
  }
  const { scaleUp, scaleDown } = spec.behavior;
  return {
    ...spec,
    minReplicas,
    behavior: {
      scaleUp: { ...SCALE_UP, ...scaleUp },
      scaleDown: { ...SCALE_DOWN, ...scaleDown },
    },
  };
}

/** Is everything in this `behavior` but the scale-down window what the API server filled in? */
export function isFilledIn(behavior: NonNullable<V2HorizontalPodAutoscalerSpec['behavior']>): boolean {
  const { stabilizationWindowSeconds: _, ...scaleDown } = behavior.scaleDown ?? {};
  return isDeepStrictEqual(behavior.scaleUp, SCALE_UP) && isDeepStrictEqual(scaleDown, SCALE_DOWN);
}

function validate(name: string, spec: V2HorizontalPodAutoscalerSpec): void {
  const min = spec.minReplicas ?? 1;
  if (!Number.isInteger(min) || min < 0)
    throw invalid(name, 'spec.minReplicas', min, 'a whole number from 0');
  if (!Number.isInteger(spec.maxReplicas) || spec.maxReplicas < 1)
    throw invalid(name, 'spec.maxReplicas', spec.maxReplicas, 'a whole number from 1');
  if (min > spec.maxReplicas)
    throw invalid(name, 'spec.maxReplicas', spec.maxReplicas, 'greater than or equal to `minReplicas`');
}

const invalid = (name: string, field: string, value: unknown, expected: string): ApiError =>
  new ApiError(
    422,
    'Invalid',
    `HorizontalPodAutoscaler.autoscaling "${name}" is invalid: ${field}: Invalid value: ${String(value)}: must be ${expected}`,
  );
