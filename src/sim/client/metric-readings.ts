/** What an HPA says it has measured, beside what it aims at, in the same unit. */
import type { V2MetricSpec } from '@kubernetes/client-node';
import { parseQuantity } from '../../core/model/quantity.ts';
import type { MetricReading } from '../../core/model/target.ts';
import type { CurrentMetric, HorizontalPodAutoscaler } from '../api/objects.ts';

export function readMetrics({ spec, status }: HorizontalPodAutoscaler): readonly MetricReading[] {
  const measured = status?.currentMetrics ?? [];
  return (spec.metrics ?? []).flatMap((metric) => readMetric(metric, measured));
}

function readMetric(spec: V2MetricSpec, measured: readonly CurrentMetric[]): readonly MetricReading[] {
  const name = nameOf(spec);
  const aim = spec.resource?.target ?? spec.pods?.target;
  // By name: a metric that could not be measured is not in the status at all.
  const found = measured.find((one) => one.type === spec.type && nameOf(one) === name);
  if (name === undefined || aim === undefined || found === undefined) return [];
  const { averageUtilization, averageValue } = currentOf(found);
  const isShare = aim.averageUtilization !== undefined;
  const current = isShare ? averageUtilization : quantityOf(averageValue);
  const target = isShare ? aim.averageUtilization : quantityOf(aim.averageValue);
  return current === undefined || target === undefined ? [] : [{ name, current, target }];
}

const nameOf = ({ resource, pods }: V2MetricSpec | CurrentMetric): string | undefined =>
  resource?.name ?? pods?.metric.name;

interface Averages {
  readonly averageUtilization?: number;
  readonly averageValue?: string;
}

const currentOf = ({ resource, pods }: CurrentMetric): Averages => resource?.current ?? pods?.current ?? {};

const quantityOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseQuantity(text);
