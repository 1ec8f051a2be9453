/** An embedded cluster behind a real socket. Nothing moves but by `advance`: time is the test's. */
import { listenOnLoopback } from '../../src/adapters/system/loopback-server.ts';
import { asMillis, type Millis, plus } from '../../src/core/model/time.ts';
import type { ApiServer } from '../../src/sim/api/server.ts';
import type { Cluster } from '../../src/sim/cluster.ts';
import { Engine } from '../../src/sim/engine.ts';
import { buildDevCluster } from '../../src/sim/http/dev-cluster.ts';
import type { History } from '../../src/sim/http/history.ts';
import { kubeconfigOf } from '../../src/sim/http/kubeconfig.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { steppedClock } from './stepped-clock.ts';

export interface DevServer {
  readonly url: string;
  readonly token: string;
  /** PEM of the certificate to trust. */
  readonly certificate: string;
  readonly kubeconfig: string;
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly cluster: Cluster;
  readonly history: History;
  /** Lets the cluster's time go on, and everything that was due in it happen. */
  advance(length: Millis): Promise<void>;
  close(): Promise<void>;
}

export interface DevServerOptions {
  readonly scenario?: Scenario;
  /** How many changes a watch may look back. */
  readonly window?: number;
}

const TOKEN = 'secret-of-the-test';

export async function aDevServer({
  scenario = newsAppScenario({ seed: 7, times: 20, metric: 'cpu' }),
  window = 10_000,
}: DevServerOptions = {}): Promise<DevServer> {
  const engine = new Engine(scenario.start);
  const cluster = await buildDevCluster({
    scenario,
    engine,
    clock: steppedClock(engine),
    token: TOKEN,
    window,
  });
  const server = await listenOnLoopback(cluster.handler, 0);
  return {
    ...server,
    token: TOKEN,
    kubeconfig: kubeconfigOf({ ...server, token: TOKEN, namespace: 'news' }),
    engine,
    api: cluster.api,
    cluster,
    history: cluster.history,
    advance: (length) => engine.runUntil(plus(engine.now, asMillis(length))),
  };
}
