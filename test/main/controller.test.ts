import { describe, expect, test } from 'vitest';
import { PrometheusMeters } from '../../src/adapters/prometheus/meters.ts';
import { readControllerConfig } from '../../src/config/controller/controller-config.ts';
import type { ControllerConfig } from '../../src/config/controller/settled.ts';
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import { asMillis, minutes, plus } from '../../src/core/model/time.ts';
import { runController } from '../../src/main/controller.ts';
import type { SchedulePorts, SummaryPorts } from '../../src/ports/cluster.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import type { Leadership, Work } from '../../src/ports/leadership.ts';
import type { LogFields } from '../../src/ports/log.ts';
import type { NewsBus } from '../../src/ports/news.ts';
import type { NodeGroupLever } from '../../src/ports/node-groups.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import { aGroupConfig, CLUSTER } from '../support/a-node-group.ts';
import { aSurge } from '../support/a-surge.ts';
import { BY_OWNER, NOON } from '../support/an-api.ts';
import { simControllerPorts } from '../support/controller-ports.ts';
import { aGroup, fakeNodeGroups, WEB } from '../support/fake-node-groups.ts';

/** Raised a minute after noon, at two minutes, over at twelve. */
const SURGE = aSurge({
  start: plus(NOON, minutes(2)),
  end: plus(NOON, minutes(12)),
  lead: minutes(1),
  demand: { kind: 'replicas', replicas: 8 },
});

function configOf(healthPort: number, cluster = 'here'): ControllerConfig {
  const server = `server: {host: 127.0.0.1, healthPort: ${healthPort}, metricsPort: 0}`;
  const text = `${server}\nevents: {cluster: ${cluster}}`;
  const file = { name: 'f.yaml', text };
  const reading = readControllerConfig({ file, environment: {}, flags: [] });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.config;
}

/** A controller that has come so far as to say `until`. */
async function aController(
  over: Parameters<typeof simControllerPorts>[0] = {},
  until = 'loops started',
  {
    news,
    cluster,
    nodeGroups,
  }: { readonly news?: NewsBus; readonly cluster?: string; readonly nodeGroups?: NodeGroupLever } = {},
) {
  const parts = simControllerPorts(over);
  parts.api.create('Surge', surgeManifest(SURGE), BY_OWNER);
  const said: (LogFields & { message: string })[] = [];
  const arrived = Promise.withResolvers<void>();
  const note = (message: string, fields: LogFields): void => {
    said.push({ message, ...fields });
    if (message === until) arrived.resolve();
  };
  const stop = new AbortController();
  const meters = new PrometheusMeters();
  const world = { ...parts, news, nodeGroups, meters, chance: () => 0.5, log: { info: note, warn: note } };
  const ended = runController(configOf(0, cluster), world, stop.signal);
  await Promise.race([arrived.promise, ended]);
  const ports: LogFields = said.find(({ message }) => message === 'serving probes') ?? {};
  const { healthPort, metricsPort } = ports as { readonly [name: string]: number };
  const get = async (path: string, port = healthPort) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  };
  /** Surges are counted for it, which takes the embedded cluster some of its own time. */
  const metrics = async () => {
    const page: { text?: string } = {};
    const read = get('/metrics', metricsPort).then(({ text }) => {
      page.text = text;
    });
    while (page.text === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      await parts.engine.runUntil(plus(parts.engine.now, asMillis(1)));
    }
    await read;
    return page.text;
  };
  const messages = () => said.map(({ message }) => message);
  return { ...parts, stop, ended, healthPort, get, metrics, messages };
}

describe('a controller with node groups', () => {
  test('looks at them, and writes nothing for surges that want no nodes first', async () => {
    const client = fakeNodeGroups([aGroup()]);
    const lever = { cluster: CLUSTER, region: WEB.region, groups: [aGroupConfig()], client };
    const { runTo, stop, ended, floor } = await aController({}, 'loops started', { nodeGroups: lever });
    await runTo(90);
    expect(floor()).toBe(8);
    expect(client.called).toContain(`list ${WEB.region}`);
    expect(client.written).toEqual([]);
    stop.abort();
    await ended;
  });
});

describe('a controller', () => {
  test('raises in time, hands back, and tells of it in its metrics', async () => {
    const { runTo, floor, metrics, stop, ended, engine } = await aController();
    await runTo(30);
    expect(floor()).toBe(2);
    await runTo(5 * 60);
    expect(floor()).toBe(8);
    expect(await metrics()).toMatch(/^forescale_leader 1$/m);
    expect(await metrics()).toMatch(/^forescale_target_floor_replicas\{.*name="app"\} 8$/m);
    expect(await metrics()).toMatch(/^forescale_raise_lateness_seconds_count 1$/m);
    expect(await metrics()).toMatch(
      /^forescale_reconcile_total\{controller="prescale",result="success"\} [1-9]/m,
    );
    await runTo(40 * 60);
    expect(floor()).toBe(2);
    expect(await metrics()).toMatch(/^forescale_raised_targets 0$/m);
    stop.abort();
    await engine.runUntil(plus(engine.now, minutes(1)));
    await ended;
  });

  test('measures each of its loops by name', async () => {
    const { runTo, metrics, stop, ended } = await aController();
    await runTo(5 * 60);
    const page = await metrics();
    for (const loop of ['prescale', 'surge-summary', 'surge-schedule']) {
      const ran = `forescale_reconcile_total\\{controller="${loop}",result="success"\\} [1-9]`;
      expect(page).toMatch(new RegExp(`^${ran}`, 'm'));
      expect(page).toMatch(new RegExp(`^workqueue_depth\\{name="${loop}"\\} 0$`, 'm'));
    }
    stop.abort();
    await runTo(6 * 60);
    await ended;
  });

  test('tells news where it has a bus, by the name that the cluster was given', async () => {
    const sent: SurgeNews[] = [];
    const news = {
      publish: (some: readonly SurgeNews[]) => {
        sent.push(...some);
        return Promise.resolve(some.map(({ id }) => id));
      },
    };
    const { runTo, stop, ended } = await aController({}, 'loops started', { news, cluster: 'eu' });
    await runTo(20 * 60);
    // There are no kubelets here: no pod becomes ready.
    expect(new Set(sent.map(({ type }) => type))).toEqual(
      new Set(['surge.warming', 'surge.degraded', 'surge.ended']),
    );
    expect(new Set(sent.map(({ cluster }) => cluster))).toEqual(new Set(['eu']));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    stop.abort();
    await runTo(21 * 60);
    await ended;
  });

  test('stops in good order: runs end, then the lead is given back, then all is closed', async () => {
    const { stop, ended, get, messages, runTo, floor } = await aController();
    await runTo(90);
    stop.abort();
    await runTo(100);
    await ended;
    expect(messages().slice(-2)).toEqual(['loops ended', 'stopped']);
    expect(floor()).toBe(8);
    await expect(get('/healthz')).rejects.toThrow('fetch failed');
  });

  test('a port in use ends it at once, and nothing is left open or begun', async () => {
    const first = await aController();
    const config = configOf(Number(first.healthPort));
    const { ports, clock, floor } = simControllerPorts();
    const said: string[] = [];
    const log = { info: (line: string) => said.push(line), warn: (line: string) => said.push(line) };
    const world = { ports, clock, chance: () => 0.5, log, meters: new PrometheusMeters() };
    await expect(runController(config, world, new AbortController().signal)).rejects.toThrow(
      `cannot listen on 127.0.0.1:${first.healthPort}: in use by another process`,
    );
    expect([said, floor()]).toEqual([[], 2]);
    first.stop.abort();
    await first.runTo(1);
    await first.ended;
  });
});

/** What it reads never comes; two keys are there from the first moment. */
function hanging<Ports extends SummaryPorts | SchedulePorts>(ports: Ports, never: Promise<never>): Ports {
  const watch = (changed: (id: string) => void): void => changed('news/any');
  return { ...ports, watch, listIds: () => never, readState: () => never };
}

describe('probes', () => {
  test('healthy and ready', async () => {
    const { get, stop, ended, runTo } = await aController();
    expect(await get('/healthz')).toEqual({ status: 200, text: '[+]loop ok\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: '[+]caches ok\n[+]api-server ok\n' });
    stop.abort();
    await runTo(1);
    await ended;
  });

  test('not ready while a cache is empty or the API server does not answer, but healthy', async () => {
    const { get, link, stop, ended, runTo } = await aController();
    link.unsynced = ['surges'];
    link.reach = () => Promise.reject(new Unavailable('https://10.0.0.1: connection refused'));
    expect(await get('/readyz')).toEqual({
      status: 503,
      text: '[-]caches failed: not filled yet: surges\n[-]api-server failed: https://10.0.0.1: connection refused\n',
    });
    expect((await get('/healthz')).status).toBe(200);
    stop.abort();
    await runTo(1);
    await ended;
  });

  test.each<[string, (never: Promise<never>) => Parameters<typeof aController>[0]]>([
    ['surge-summary', (never) => ({ summaries: hanging(simControllerPorts().ports.summaries, never) })],
    ['surge-schedule', (never) => ({ schedules: hanging(simControllerPorts().ports.schedules, never) })],
  ])('not healthy while every pass of loop %s hangs', async (loop, over) => {
    const hold = Promise.withResolvers<never>();
    const { get, stop, ended, runTo } = await aController(over(hold.promise));
    await runTo(60);
    expect((await get('/healthz')).status).toBe(200);
    await runTo(150);
    expect(await get('/healthz')).toEqual({
      status: 503,
      text: expect.stringMatching(`loop ${loop} has taken no key for 1(49|50) s`) as unknown,
    });
    hold.reject(new Unavailable('let go'));
    stop.abort();
    await runTo(160);
    await ended;
  });

  test('before its caches are filled it serves probes and leads nothing; told to stop, it stops', async () => {
    const { ports } = simControllerPorts();
    const link = { ...ports.link, synced: new Promise<void>(() => undefined), unsynced: () => ['surges'] };
    const { get, messages, stop, ended } = await aController({ link }, 'serving probes');
    expect((await get('/readyz')).status).toBe(503);
    stop.abort();
    await ended;
    expect(messages()).not.toContain('loops started');
  });
});

describe('the lead', () => {
  /** Led by hand. */
  function aLease() {
    let run: Work | undefined;
    const leadership: Leadership = {
      lead: (work, signal) => {
        run = work;
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    };
    return { leadership, win: (lost: AbortSignal) => run?.(lost, lost) };
  }

  test('a follower is ready, and writes nothing', async () => {
    const { leadership } = aLease();
    const { get, floor, runTo, stop, ended, metrics, connection } = await aController(
      { leadership },
      'serving probes',
    );
    await runTo(5 * 60);
    expect([(await get('/readyz')).status, (await get('/healthz')).status]).toEqual([200, 200]);
    expect([floor(), connection.writes]).toEqual([2, 0]);
    expect(await metrics()).toMatch(/^forescale_leader 0$/m);
    stop.abort();
    await ended;
  });

  test('lost in the middle of a pass: no write begins after, and another term takes up the work', async () => {
    const { leadership, win } = aLease();
    const { floor, runTo, stop, ended, connection, messages } = await aController(
      { leadership },
      'serving probes',
    );
    const lose = new AbortController();
    const firstTerm = win(lose.signal);
    await runTo(60.005);
    lose.abort();
    const writes = connection.writes;
    await runTo(120);
    await firstTerm;
    expect(connection.writes - writes).toBeLessThanOrEqual(1);
    expect(messages().at(-1)).toBe('loops ended');
    const ending = new AbortController();
    const secondTerm = win(ending.signal);
    await runTo(180);
    expect(floor()).toBe(8);
    ending.abort();
    stop.abort();
    await runTo(200);
    await secondTerm;
    await ended;
  });
});
