/** The controller as its command assembles it, against the embedded cluster behind a real socket. */
import { expect, onTestFinished, test } from 'vitest';
import { PrometheusMeters } from '../../src/adapters/prometheus/meters.ts';
import { readControllerConfig } from '../../src/config/controller/controller-config.ts';
import { minus, minutes, plus, seconds } from '../../src/core/model/time.ts';
import { connectController } from '../../src/main/cluster.ts';
import { runController } from '../../src/main/controller.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import { aDevServer } from '../support/a-dev-server.ts';
import { aFolder } from '../support/a-folder.ts';
import { aSurge } from '../support/a-surge.ts';
import { BY_OWNER } from '../support/an-api.ts';
import { steppedClock } from '../support/stepped-clock.ts';

const HPA = ['HorizontalPodAutoscaler', 'news', 'app'] as const;
const MOST_SECONDS = 300;

/** Leads by a Lease, as `forescale controller` does, with a kubeconfig and nothing else. */
async function aController() {
  const server = await aDevServer();
  const { write } = await aFolder();
  const kubeconfig = await write('kubeconfig', server.kubeconfig);
  const text = `namespaces: [news]
kubernetes: {kubeconfig: ${JSON.stringify(kubeconfig)}}
server: {host: 127.0.0.1, healthPort: 0, metricsPort: 0}
prescale: {lowering: {patienceSeconds: 20}}
`;
  const reading = readControllerConfig({ file: { name: 'f.yaml', text }, environment: {}, flags: [] });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { config } = reading;
  const clock = steppedClock(server.engine);
  const started = Promise.withResolvers<void>();
  const warnings: string[] = [];
  const log = {
    info: (message: string) => void (message === 'loops started' && started.resolve()),
    warn: (message: string, fields: object) => void warnings.push(`${message} ${JSON.stringify(fields)}`),
  };
  const meters = new PrometheusMeters();
  const world = { clock, chance: () => 0.5, log, meters };
  const ports = await connectController(config, { ...world, requests: meters });
  const stop = new AbortController();
  const ended = runController(config, { ...world, ports }, stop.signal);
  await Promise.race([started.promise, ended]);
  onTestFinished(() => server.close());
  const end = async () => {
    stop.abort();
    await ended;
    ports.link.close();
  };
  /** A second of the cluster, then a request on the same socket: what the controller asked for meanwhile is under way too. */
  const pass = async (until: () => boolean) => {
    for (let passed = 0; !until(); passed += 1) {
      if (passed > MOST_SECONDS) throw new Error(`waited ${MOST_SECONDS} s in vain; ${warnings.join('\n')}`);
      await server.advance(seconds(1));
      await ports.link.reach(stop.signal);
    }
  };
  return { ...server, pass, end, warnings };
}

test('raises ahead of a surge and hands back, with no more than a kubeconfig', async () => {
  const { api, engine, pass, end, warnings } = await aController();
  const floor = () => api.get(...HPA).spec.minReplicas;
  const before = api.get(...HPA);
  const surge = aSurge({
    start: plus(engine.now, minutes(1)),
    end: plus(engine.now, seconds(90)),
    lead: seconds(30),
    demand: { kind: 'replicas', replicas: 14 },
  });
  api.create('Surge', surgeManifest(surge), BY_OWNER);

  await pass(() => engine.now >= minus(surge.start, seconds(35)));
  expect(floor()).toBe(before.spec.minReplicas);
  await pass(() => floor() === 14);
  expect(engine.now).toBeLessThanOrEqual(surge.start);
  await pass(() => floor() === before.spec.minReplicas && engine.now > surge.end);
  await pass(() => api.get('Surge', 'news', 'push').status?.['phase'] === 'Ended');
  expect(api.get(...HPA).spec).toEqual(before.spec);
  expect(api.get(...HPA).metadata.annotations).toEqual(before.metadata.annotations);

  await end();
  expect(warnings).toEqual([]);
  expect(api.get('Lease', 'news', 'forescale').spec).toMatchObject({ holderIdentity: '' });
});
