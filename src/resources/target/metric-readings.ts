/** What an HPA says it has measured, beside what it aims at, in the same unit. */
import type { V2MetricSpec } from '@kubernetes/client-node';
import { parseQuantity } from '../../core/model/quantity.ts';
import type { MetricReading } from '../../core/model/target.ts';
import { isSameValue } from '../same-value.ts';

/** An HPA with what it has measured: autoscaling/v2, cut to what is read. */
export interface Measured {
  readonly spec: { readonly metrics?: readonly V2MetricSpec[] };
  readonly status?: { readonly currentMetrics?: readonly CurrentMetric[] };
}

export interface CurrentMetric {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly current: CurrentValue };
  readonly containerResource?: {
    readonly name: string;
    readonly container: string;
    readonly current: CurrentValue;
  };
  readonly pods?: { readonly metric: MetricName; readonly current: CurrentValue };
  readonly object?: {
    readonly metric: MetricName;
    readonly describedObject?: unknown;
    readonly current: CurrentValue;
  };
  readonly external?: { readonly metric: MetricName; readonly current: CurrentValue };
}

interface MetricName {
  readonly name: string;
  readonly selector?: unknown;
}

interface CurrentValue {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
  readonly value?: string;
}

export function readMetrics({ spec, status }: Measured): readonly MetricReading[] {
  const measured = status?.currentMetrics ?? [];
  return (spec.metrics ?? []).flatMap((metric) => readMetric(metric, measured));
}

function readMetric(spec: V2MetricSpec, measured: readonly CurrentMetric[]): readonly MetricReading[] {
  const source = sourceOf(spec);
  if (source === undefined) return [];
  // By identity: a metric that could not be measured is not in the status, or has an empty place there.
  const found = measured.find((one) => isSameMetric(spec, one));
  const current = found && currentOf(found);
  if (current === undefined) return [];
  const reading = compare(current, source.target);
  return reading === undefined ? [] : [{ name: source.name, ...reading }];
}

function compare(current: CurrentValue, aim: CurrentValue): Omit<MetricReading, 'name'> | undefined {
  const key = (['averageUtilization', 'averageValue', 'value'] as const).find(
    (unit) => aim[unit] !== undefined,
  );
  if (key === undefined) return undefined;
  const [now, target] = [amountOf(current[key]), amountOf(aim[key])];
  return now === undefined || target === undefined ? undefined : { current: now, target };
}

const amountOf = (amount: number | string | undefined): number | undefined =>
  typeof amount === 'string' ? parseQuantity(amount) : amount;

function sourceOf(spec: V2MetricSpec): { readonly name: string; readonly target: CurrentValue } | undefined {
  const { resource, containerResource, pods, object, external } = spec;
  const plain = resource ?? containerResource;
  if (plain !== undefined) return { name: plain.name, target: plain.target };
  const named = pods ?? object ?? external;
  return named && { name: named.metric.name, target: named.target };
}

const currentOf = (metric: CurrentMetric): CurrentValue | undefined =>
  (metric.resource ?? metric.containerResource ?? metric.pods ?? metric.object ?? metric.external)?.current;

const isSameMetric = (spec: V2MetricSpec, measured: CurrentMetric): boolean =>
  spec.type === measured.type && isSameValue(identityOf(spec), identityOf(measured));

const identityOf = (metric: V2MetricSpec | CurrentMetric) => ({
  resource: metric.resource?.name,
  container: [metric.containerResource?.name, metric.containerResource?.container],
  described: metric.object?.describedObject,
  named: metric.pods?.metric ?? metric.object?.metric ?? metric.external?.metric,
});
