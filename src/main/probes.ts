/** What the controller serves over HTTP: /healthz and /readyz for the kubelet, /metrics for Prometheus. */
import type { PrometheusMeters } from '../adapters/prometheus/meters.ts';
import { type Listener, listen, type Pages } from '../adapters/system/http-server.ts';
import { probePage } from '../adapters/system/probe-page.ts';
import type { ServerConfig } from '../config/controller/settled.ts';
import type { Watchdog } from '../controllers/watchdog.ts';
import type { ClusterLink } from '../ports/cluster.ts';

interface Probed {
  readonly watchdog: Watchdog;
  readonly link: ClusterLink;
  readonly meters: PrometheusMeters;
}

export interface Probes {
  readonly healthPort: number;
  readonly metricsPort: number;
  close(): Promise<void>;
}

/** Shorter than a probe of the kubelet waits by default would be too short for a server under load. */
const REACH_MILLIS = 3_000;

/** Throws ListenFault when an address cannot be had; then none is. */
export async function serveProbes(config: ServerConfig, probed: Probed): Promise<Probes> {
  const { host, healthPort, metricsPort } = config;
  const isShared = healthPort !== 0 && healthPort === metricsPort;
  const health = await listen({
    host,
    port: healthPort,
    pages: { ...healthPages(probed), ...(isShared ? metricsPages(probed) : {}) },
  });
  if (isShared) return { healthPort: health.port, metricsPort: health.port, close: () => health.close() };
  const metrics = await listen({ host, port: metricsPort, pages: metricsPages(probed) }).catch(
    async (error: unknown): Promise<Listener> => {
      await health.close();
      throw error;
    },
  );
  return {
    healthPort: health.port,
    metricsPort: metrics.port,
    close: async () => void (await Promise.all([health.close(), metrics.close()])),
  };
}

const healthPages = ({ watchdog, link }: Probed): Pages => ({
  '/healthz': () => probePage({ loop: async () => watchdog.complaint() }),
  '/readyz': () =>
    probePage({
      caches: async () => {
        const missing = link.unsynced();
        return missing.length === 0 ? undefined : `not filled yet: ${missing.join(', ')}`;
      },
      'api-server': async () => {
        await link.reach(AbortSignal.timeout(REACH_MILLIS));
        return undefined;
      },
    }),
});

const metricsPages = ({ meters }: Probed): Pages => ({
  '/metrics': async () => ({ status: 200, ...(await meters.exposition()) }),
});
