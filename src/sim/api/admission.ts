/** What the API server fills in and refuses for the objects that Forescale writes. */
import type { V2HorizontalPodAutoscalerSpec, V2MetricSpec } from '@kubernetes/client-node';
import { fieldOf } from '../../core/schema/field-path.ts';
import { checkValue } from '../../core/schema/finding.ts';
import { wordFinding } from '../../resources/surge/codec.ts';
import { type SurgeSpec, surgeSpecSchema } from '../../resources/surge/spec-schema.ts';
import { SCALE_DOWN_DEFAULTS, SCALE_UP_DEFAULTS } from '../../resources/target/hpa-behavior.ts';
import { ApiError, type RefusalCause } from './errors.ts';
import type { Deployment, HorizontalPodAutoscaler, KubeObject } from './objects.ts';

export function admit<T extends KubeObject>(object: T): T {
  const tidy = withoutEmptyMaps(object);
  if (tidy.kind === 'HorizontalPodAutoscaler')
    return { ...tidy, spec: admitHpa(tidy as unknown as HorizontalPodAutoscaler) };
  if (tidy.kind === 'Deployment')
    return { ...tidy, spec: admitDeployment(tidy as unknown as AskedDeployment) };
  if (tidy.kind === 'Surge') return { ...tidy, spec: admitSurge(tidy) };
  return tidy;
}

/** As the custom resource definition has it: refused or with its defaults. */
function admitSurge({ metadata, spec }: KubeObject): SurgeSpec {
  const read = checkValue(surgeSpecSchema, spec, ['spec']);
  if (read.ok) return read.value;
  const problems = read.findings.map(wordFinding).join(', ');
  const causes = read.findings.map(({ path, message }) => ({
    reason: 'FieldValueInvalid',
    message,
    field: fieldOf(path),
  }));
  const message = `Surge.forescale.dev "${metadata.name}" is invalid: ${problems}`;
  throw new ApiError(422, 'Invalid', message, { causes });
}

function admitHpa({ metadata, spec }: HorizontalPodAutoscaler): HorizontalPodAutoscaler['spec'] {
  const whole = withDefaults(spec);
  validate(`HorizontalPodAutoscaler.autoscaling "${metadata.name}"`, whole);
  return whole;
}

/** As it comes in: the number of replicas may be left out. */
interface AskedDeployment {
  readonly metadata: Deployment['metadata'];
  readonly spec: Omit<Deployment['spec'], 'replicas'> & { readonly replicas?: number };
}

function admitDeployment({ metadata, spec }: AskedDeployment): Deployment['spec'] {
  const { replicas = 1 } = spec;
  expectWhole(`Deployment.apps "${metadata.name}"`, 'spec.replicas', replicas, 0);
  return { ...spec, replicas };
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

const LONGEST_WINDOW_SECONDS = 3_600;
const METRICS: readonly V2MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

/** autoscaling/v2 defaulting; a `behavior` that is there is filled in, one that is not stays out. */
function withDefaults(given: V2HorizontalPodAutoscalerSpec): V2HorizontalPodAutoscalerSpec {
  const { behavior, ...rest } = given;
  const metrics = given.metrics === undefined || given.metrics.length === 0 ? [...METRICS] : given.metrics;
  const spec = { ...rest, minReplicas: given.minReplicas ?? 1, metrics };
  if (behavior === undefined) return spec;
  const { scaleUp, scaleDown } = behavior;
  return {
    ...spec,
    behavior: {
      scaleUp: { ...SCALE_UP_DEFAULTS, ...scaleUp },
      scaleDown: { ...SCALE_DOWN_DEFAULTS, ...scaleDown },
    },
  };
}

function validate(
  object: string,
  { minReplicas, maxReplicas, behavior, metrics = [] }: V2HorizontalPodAutoscalerSpec,
): void {
  const min = minReplicas ?? 1;
  if (min === 0 && !metrics.some(({ type }) => type === 'Object' || type === 'External'))
    throw refusal(object, [wrong('spec.minReplicas', min, 'a whole number from 1'), ASLEEP_FOR_GOOD]);
  expectWhole(object, 'spec.minReplicas', min, 1);
  expectWhole(object, 'spec.maxReplicas', maxReplicas, 1);
  if (min > maxReplicas)
    throw invalid(object, 'spec.maxReplicas', maxReplicas, 'greater than or equal to `minReplicas`');
  for (const way of ['scaleUp', 'scaleDown'] as const) {
    const field = `spec.behavior.${way}.stabilizationWindowSeconds`;
    expectWhole(object, field, behavior?.[way]?.stabilizationWindowSeconds ?? 0, 0, LONGEST_WINDOW_SECONDS);
  }
}

function expectWhole(object: string, field: string, value: number, least: number, most = Infinity): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = Number.isFinite(most) ? `from ${least} to ${most}` : `from ${least}`;
  throw invalid(object, field, value, `a whole number ${range}`);
}

const wrong = (field: string, value: unknown, expected: string): RefusalCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${String(value)}: must be ${expected}`,
  field,
});

/** Without pods only a metric of something else could ask for one. */
const ASLEEP_FOR_GOOD: RefusalCause = {
  reason: 'FieldValueForbidden',
  message:
    'Forbidden: must specify at least one Object or External metric to support scaling to zero replicas',
  field: 'spec.metrics',
};

const invalid = (object: string, field: string, value: unknown, expected: string): ApiError =>
  refusal(object, [wrong(field, value, expected)]);

function refusal(object: string, causes: readonly RefusalCause[]): ApiError {
  const listed = causes.map(({ field, message }) => `${field}: ${message}`);
  const [only = ''] = listed;
  const why = listed.length > 1 ? `[${listed.join(', ')}]` : only;
  return new ApiError(422, 'Invalid', `${object} is invalid: ${why}`, { causes });
}
