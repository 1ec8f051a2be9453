/** The metrics of the catalogue, registered, and those of the process. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';
import { CATALOGUE, type MetricSpec } from './catalogue.ts';

type Entry<K extends MetricSpec['kind']> = MetricSpec & { readonly kind: K };

/** Metrics of the client's own that break the rules: gauges called `_total`, a kind in the name, no unit. */
const MISNAMED = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
  'nodejs_eventloop_utilization_summary',
  'nodejs_eventloop_utilization_histogram',
];

export type Registered = ReturnType<typeof registerMetrics>;

export function registerMetrics(registry: Registry) {
  const registers = [registry] as never;
  const configOf = ({ name, help, labels }: MetricSpec) => ({ name, help, labelNames: labels, registers });
  const counter = (spec: Entry<'counter'>) => new Counter<string>(configOf(spec));
  const gauge = (spec: Entry<'gauge'>, collect?: (gauge: Gauge<string>) => void | Promise<void>) =>
    new Gauge<string>({
      ...configOf(spec),
      ...(collect === undefined
        ? {}
        : {
            collect() {
              return collect(this);
            },
          }),
    });
  const histogram = (spec: Entry<'histogram'> & { readonly buckets: readonly number[] }) =>
    new Histogram<string>({ ...configOf(spec), buckets: [...spec.buckets] });
  return {
    reconciles: counter(CATALOGUE.reconciles),
    reconcileSeconds: histogram(CATALOGUE.reconcileSeconds),
    adds: counter(CATALOGUE.adds),
    queueSeconds: histogram(CATALOGUE.queueSeconds),
    retries: counter(CATALOGUE.retries),
    requests: counter(CATALOGUE.requests),
    requestSeconds: histogram(CATALOGUE.requestSeconds),
    leader: gauge(CATALOGUE.leader),
    raiseLateness: histogram(CATALOGUE.raiseLateness),
    warmUp: histogram(CATALOGUE.warmUp),
    /** Asked for its values whenever somebody reads the metrics. */
    gauge,
  };
}

export function newRegistry(): Registry {
  const registry = new Registry(Registry.PROMETHEUS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return registry;
}
