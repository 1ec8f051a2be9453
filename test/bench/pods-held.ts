/** A process that fills one cache with the pods of a server, and says what that took of it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { anonymous } from '../../src/adapters/kubernetes/credentials.ts';
import { HttpTransport } from '../../src/adapters/kubernetes/http-transport.ts';
import { KEPT_PODS } from '../../src/adapters/kubernetes/kept-pods.ts';
import { Reflector } from '../../src/adapters/kubernetes/reflector.ts';
import { wallClock } from '../../src/adapters/system/wall-clock.ts';

export interface PodsHeld {
  readonly pods: number;
  readonly cpuMilliseconds: number;
  readonly wallMilliseconds: number;
  /** What filling the cache added to the process, its garbage included. */
  readonly addedMegabytes: number;
  /** The cache itself. */
  readonly heapAddedMegabytes: number;
  /** The process at its highest. */
  readonly peakMegabytes: number;
}

const PATH = '/api/v1/pods';

async function reflect(url: string): Promise<() => number> {
  const transport = new HttpTransport({
    server: new URL(url),
    credentials: anonymous,
    clock: wallClock,
    version: 'bench',
  });
  const log = { info: () => {}, warn: console.error };
  const reflector = new Reflector({
    ...{ transport, clock: wallClock, chance: Math.random, log, path: PATH },
    trim: (pod) => KEPT_PODS.trim(pod as Parameters<typeof KEPT_PODS.trim>[0]),
  });
  reflector.run(new AbortController().signal).catch(console.error);
  await reflector.synced;
  return () => reflector.size;
}

/** Loaded before anything is measured: what a library weighs is said elsewhere. */
async function loadInformer(): Promise<(url: string) => Promise<() => number>> {
  const { CoreV1Api, KubeConfig, makeInformer } = await import('@kubernetes/client-node');
  return async (url) => {
    const config = new KubeConfig();
    config.loadFromClusterAndUser(
      { name: 'bench', server: url.replace(/\/$/, ''), skipTLSVerify: true },
      { name: 'bench' },
    );
    const api = config.makeApiClient(CoreV1Api);
    const informer = makeInformer(config, PATH, () => api.listPodForAllNamespaces());
    informer.on('error', console.error);
    await informer.start();
    return () => informer.list().length;
  };
}

const [kind = '', url = ''] = process.argv.slice(2);
const fill = kind === 'informer' ? await loadInformer() : reflect;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
collect();
const before = process.memoryUsage();
const cpu = process.cpuUsage();
const started = performance.now();
const count = await fill(url);
const wallMilliseconds = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
const resident = process.memoryUsage.rss();
collect();
const { heapUsed } = process.memoryUsage();
const held: PodsHeld = {
  pods: count(),
  cpuMilliseconds: (user + system) / 1_000,
  wallMilliseconds,
  addedMegabytes: (resident - before.rss) / 1e6,
  heapAddedMegabytes: (heapUsed - before.heapUsed) / 1e6,
  peakMegabytes: (process.resourceUsage().maxRSS * 1_024) / 1e6,
};
console.log(JSON.stringify(held));
process.exit();
