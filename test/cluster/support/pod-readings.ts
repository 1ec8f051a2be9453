/** Measures running pods: at each question, or every so often as a metrics pipeline does. */
import type { V1Pod } from '@kubernetes/client-node';
import type { KubeApi } from './kube-api.ts';
import type { Reading } from './metrics-answers.ts';

/**
 * Undefined: this pod has no value now.
 * @param peers the running pods of the same controller, this one too: who shares a load with it
 */
export type Gauge = (pod: V1Pod, peers: readonly V1Pod[]) => number | undefined;

export interface PodMetrics {
  /** Millicores in use. */
  readonly cpu?: Gauge;
  /** Custom metrics of pods by name, for example requests per second. */
  readonly custom?: Readonly<Record<string, Gauge>>;
  /** Values are taken that often and repeated in between; none = taken when asked for. */
  readonly scrapeSeconds?: number;
}

export interface PodReadings {
  /** @param metric undefined for CPU */
  read(metric: string | undefined, namespace: string, selector: string): Promise<readonly Reading[]>;
  stop(): void;
}

export function measurePods(api: KubeApi, metrics: PodMetrics): PodReadings {
  const { cpu, custom = {}, scrapeSeconds } = metrics;
  const gauges = new Map<string | undefined, Gauge | undefined>([
    [undefined, cpu],
    ...Object.entries(custom),
  ]);
  let scraped: Scrape = new Map();
  const scrape = async (): Promise<void> => {
    scraped = measureAll(await api.list<V1Pod>('/api/v1/pods'), gauges);
  };
  const timer = scrapeSeconds === undefined ? undefined : repeat(scrape, scrapeSeconds);
  return {
    read: async (metric, namespace, selector) => {
      const query = `labelSelector=${encodeURIComponent(selector)}`;
      const pods = await api.list<V1Pod>(`/api/v1/namespaces/${namespace}/pods?${query}`);
      const values = timer === undefined ? measureAll(pods, gauges) : scraped;
      return pods.flatMap((pod) => values.get(uidOf(pod))?.get(metric) ?? []);
    },
    stop: () => clearInterval(timer),
  };
}

/** An API server that is away for a moment leaves the last values standing. */
const repeat = (scrape: () => Promise<void>, everySeconds: number): NodeJS.Timeout =>
  setInterval(() => {
    scrape().catch(() => {});
  }, everySeconds * 1_000);

/** By pod, then by metric. */
type Scrape = ReadonlyMap<string, ReadonlyMap<string | undefined, Reading>>;

/** A pod that does not run uses nothing that could be measured. */
function measureAll(
  pods: readonly V1Pod[],
  gauges: ReadonlyMap<string | undefined, Gauge | undefined>,
): Scrape {
  const at = new Date().toISOString();
  const running = pods.filter(({ status }) => status?.phase === 'Running');
  const groups = Map.groupBy(running, ownerOf);
  const measure = (pod: V1Pod) => {
    const { namespace = '', name = '' } = pod.metadata ?? {};
    const values = [...gauges].flatMap(([metric, gauge]) => {
      const value = gauge?.(pod, groups.get(ownerOf(pod)) ?? []);
      return value === undefined ? [] : [[metric, { namespace, pod: name, value, at }] as const];
    });
    return new Map(values);
  };
  return new Map(running.map((pod) => [uidOf(pod), measure(pod)]));
}

const uidOf = ({ metadata }: V1Pod): string => metadata?.uid ?? '';
const ownerOf = (pod: V1Pod): string => pod.metadata?.ownerReferences?.[0]?.uid ?? uidOf(pod);
