import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { CliDeps } from '../../src/cli/deps.ts';
import { runCli } from '../../src/cli/program.ts';
import type { HttpHandler } from '../../src/ports/http-exchange.ts';
import { ListenFault } from '../../src/ports/http-server.ts';
import { valueAt } from '../../src/sim/http/field-values.ts';
import { cliDeps, type FakeWorld, fakeWorld } from '../support/cli-deps.ts';

const START = Date.parse('2026-11-22T12:00:00Z');

interface DevRun {
  readonly seconds?: number;
  readonly world?: FakeWorld;
  readonly over?: Partial<CliDeps>;
}

/** The command until it has served for `seconds` of the clock. */
async function runDev(
  args: readonly string[],
  { seconds = 1, world = fakeWorld({ nowMillis: START }), over = {} }: DevRun = {},
) {
  const served: { handler?: HttpHandler; port?: number; closed: boolean } = { closed: false };
  const deps = cliDeps(world, {
    listen: async (handler, port) => {
      Object.assign(served, { handler, port });
      const close = async () => {
        served.closed = true;
      };
      return { url: 'https://127.0.0.1:4321', certificate: 'PEM', close };
    },
    ...over,
  });
  const { clock } = deps;
  const seen = { kubeconfig: '' };
  const wake: CliDeps['clock']['wake'] = async (at, signal) => {
    await clock.wake(at, signal);
    seen.kubeconfig = world.files.get('dev.kubeconfig') ?? '';
    if (world.nowMillis >= START + seconds * 1_000) world.interrupt.abort();
  };
  const code = await runCli(['dev', '--kubeconfig', 'dev.kubeconfig', ...args], {
    ...deps,
    clock: { ...clock, wake },
  });
  return { code, world, served, kubeconfig: seen.kubeconfig };
}

const pods = (handler: HttpHandler | undefined): unknown => {
  const headers = { authorization: 'Bearer secret' };
  return handler?.({
    method: 'GET',
    path: '/api/v1/namespaces/news/pods',
    query: new URLSearchParams(),
    headers,
    body: '',
  });
};

describe('the cluster', () => {
  test('is served until the interrupt, which is an orderly end', async () => {
    const { code, world, served, kubeconfig } = await runDev(['--port', '8443']);
    expect({ code, port: served.port, closed: served.closed }).toEqual({ code: 0, port: 8443, closed: true });
    expect(world.stdout).toContain('https://127.0.0.1:4321');
    expect(world.stdout).toContain('export KUBECONFIG=/here/dev.kubeconfig');
    expect(parse(kubeconfig)).toMatchObject({
      'current-context': 'forescale-dev',
      users: [{ user: { token: 'secret' } }],
      contexts: [{ context: { namespace: 'news' } }],
    });
    expect(world.files.has('dev.kubeconfig')).toBe(false);
  });

  test('begins now, and tells when its event comes', async () => {
    const { world } = await runDev([]);
    expect(world.stdout).toContain('The event "push" comes at 2026-11-22T12:05:00Z, in 300 s.');
  });

  test('moves at the pace it is given', async () => {
    const slow = await runDev([], { seconds: 1 });
    const fast = await runDev(['--speed', '60'], { seconds: 1 });
    const statusOf = (handler: HttpHandler | undefined) => valueAt(pods(handler), 'body.items');
    const running = (items: unknown) =>
      (items as readonly unknown[]).filter((pod) => valueAt(pod, 'status.phase') === 'Running').length;
    expect(running(statusOf(slow.served.handler))).toBe(0);
    expect(running(statusOf(fast.served.handler))).toBe(10);
  });

  test('for programs is one line', async () => {
    const { world } = await runDev(['--json']);
    expect(world.stdout).toBe('{"url":"https://127.0.0.1:4321","kubeconfig":"/here/dev.kubeconfig"}\n');
    expect(world.stderr).toBe('');
  });
});

describe('is refused', () => {
  test.each([
    [['--speed', '0'], '--speed', 'Expected a number above 0, up to 3600.'],
    [['--port', '70000'], '--port', 'Expected a port from 0 to 65535.'],
    [['--seed', 'x'], '--seed', 'Expected a whole number'],
  ])('%j', async (args, option, message) => {
    const { code, world } = await runDev(args);
    expect(code).toBe(2);
    expect(world.stderr).toContain(option);
    expect(world.stderr).toContain(message);
  });

  test('a port that cannot be had', async () => {
    const listen: CliDeps['listen'] = async () => {
      throw new ListenFault('port 8443: is taken');
    };
    const { code, world } = await runDev([], { over: { listen } });
    expect(code).toBe(3);
    expect(world.stderr).toContain('port 8443: is taken');
  });

  test('a kubeconfig that cannot be written, before anything is served', async () => {
    const world: FakeWorld = fakeWorld({ nowMillis: START, broken: new Set(['dev.kubeconfig']) });
    const { code, served } = await runDev([], { world });
    expect({ code, served: served.handler }).toEqual({ code: 2, served: undefined });
  });
});
