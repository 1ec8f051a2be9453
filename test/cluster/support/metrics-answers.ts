/** What the metrics APIs answer, as the real HPA controller reads it. Pure. */

export interface Reading {
  readonly namespace: string;
  readonly pod: string;
  /** RFC 3339. */
  readonly at: string;
  readonly value: number;
}

const discover = (groupVersion: string, names: readonly string[], kind: string) => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: names.map((name) => ({
    name,
    singularName: '',
    namespaced: true,
    kind,
    verbs: ['get', 'list'],
  })),
});

export const RESOURCE_METRICS = 'metrics.k8s.io/v1beta1';
export const CUSTOM_METRICS = 'custom.metrics.k8s.io/v1beta2';

export const discoverResourceMetrics = () => discover(RESOURCE_METRICS, ['pods'], 'PodMetrics');
export const discoverCustomMetrics = (names: readonly string[]) =>
  discover(
    CUSTOM_METRICS,
    names.map((name) => `pods/${name}`),
    'MetricValueList',
  );

/** @param readings millicores of each pod; the window is what the HPA waits for after a pod became Ready */
export function listPodMetrics(readings: readonly Reading[], windowSeconds: number) {
  return {
    kind: 'PodMetricsList',
    apiVersion: RESOURCE_METRICS,
    metadata: {},
    items: readings.map(({ namespace, pod, at, value }) => ({
      metadata: { namespace, name: pod, creationTimestamp: at },
      timestamp: at,
      window: `${windowSeconds}s`,
      containers: [{ name: 'app', usage: { cpu: `${Math.round(value * 1e6)}n`, memory: '64Mi' } }],
    })),
  };
}

export function listMetricValues(metric: string, readings: readonly Reading[], windowSeconds: number) {
  return {
    kind: 'MetricValueList',
    apiVersion: CUSTOM_METRICS,
    metadata: {},
    items: readings.map(({ namespace, pod, at, value }) => ({
      describedObject: { kind: 'Pod', apiVersion: 'v1', namespace, name: pod },
      metric: { name: metric, selector: null },
      timestamp: at,
      windowSeconds,
      value: `${Math.round(value * 1e3)}m`,
    })),
  };
}

export type Question =
  | { readonly kind: 'discovery'; readonly groupVersion: string }
  /** `metric` undefined: CPU. */
  | {
      readonly kind: 'pods';
      readonly namespace: string;
      readonly metric: string | undefined;
      readonly selector: string;
    };

/** Undefined for what is not served. @param url path and query of a request */
export function readQuestion(url: string): Question | undefined {
  const { pathname, searchParams } = new URL(url, 'https://localhost');
  const [, group, version, ...rest] = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const groupVersion = `${group}/${version}`;
  if (groupVersion !== RESOURCE_METRICS && groupVersion !== CUSTOM_METRICS) return undefined;
  if (rest.length === 0) return { kind: 'discovery', groupVersion };
  const [namespaces, namespace, pods, star, metric, ...more] = rest;
  const isCustom = groupVersion === CUSTOM_METRICS;
  const isWhole = isCustom ? star === '*' && metric !== undefined && more.length === 0 : star === undefined;
  if (namespaces !== 'namespaces' || namespace === undefined || pods !== 'pods' || !isWhole) return undefined;
  return { kind: 'pods', namespace, metric, selector: searchParams.get('labelSelector') ?? '' };
}
