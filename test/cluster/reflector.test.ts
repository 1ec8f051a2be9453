import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectCluster } from '../../src/adapters/kubernetes/cluster-connection.ts';
import { HttpTransport } from '../../src/adapters/kubernetes/http-transport.ts';
import type { Change } from '../../src/adapters/kubernetes/object-cache.ts';
import { Reflector } from '../../src/adapters/kubernetes/reflector.ts';
import type { WireObject } from '../../src/adapters/kubernetes/wire-object.ts';
import { wallClock } from '../../src/adapters/system/wall-clock.ts';
import {
  AlreadyExists,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  Unauthorized,
} from '../../src/ports/faults.ts';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { waitFor } from './support/wait.ts';

const MAPS = '/api/v1/namespaces/default/configmaps';

let plane: ControlPlane;
let transport: HttpTransport;
beforeAll(async () => {
  plane = await startControlPlane();
  transport = await transportBy(plane.kubeconfig);
  return async () => {
    transport.close();
    await plane.stop();
  };
});

async function transportBy(kubeconfig: string): Promise<HttpTransport> {
  const { server, credentials } = await connectCluster({ kubeconfig, env: {} }, wallClock);
  return new HttpTransport({ server, credentials, clock: wallClock, version: 'test' });
}

const make = (name: string, data: Record<string, string> = {}) =>
  transport.send({ method: 'POST', path: MAPS, body: { metadata: { name }, data } });

describe('a reflector', () => {
  const stop = new AbortController();
  const told = new Map<string, WireObject>();
  const warnings: string[] = [];
  let reflector: Reflector<WireObject>;

  beforeAll(() => {
    reflector = new Reflector<WireObject>({
      ...{ transport, clock: wallClock, chance: Math.random, path: MAPS },
      log: {
        info: () => {},
        warn: (message, { error }) => void warnings.push(`${message}: ${String(error)}`),
      },
      trim: ({ metadata }) => ({ metadata }),
    });
    reflector.subscribe(({ type, key, object }: Change<WireObject>) => {
      if (type === 'DELETED') told.delete(key);
      else told.set(key, object);
    });
    const ended = reflector.run(stop.signal);
    return async () => {
      stop.abort('over');
      await ended;
    };
  });
  afterEach(() => void warnings.splice(0));

  /** What the server has, asked for apart. */
  async function versions(): Promise<Record<string, string>> {
    const { items } = await transport.send<{ items: WireObject[] }>({ method: 'GET', path: MAPS });
    return versionsOf(items);
  }

  const versionsOf = (objects: Iterable<WireObject>): Record<string, string> =>
    Object.fromEntries([...objects].map(({ metadata }) => [metadata.name, metadata.resourceVersion]));

  async function untilEqual(): Promise<void> {
    const wanted = JSON.stringify(sorted(await versions()));
    await waitFor(
      'the cache to equal the server',
      () => JSON.stringify(sorted(versionsOf(reflector.values()))) === wanted,
    );
    expect(versionsOf(told.values())).toEqual(versionsOf(reflector.values()));
  }

  const sorted = (entries: Record<string, string>) =>
    Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1));

  test('follows what becomes of 250 objects', async () => {
    await Promise.all(Array.from({ length: 250 }, (_, index) => make(`map-${index}`)));
    await untilEqual();
    await transport.send({ method: 'PATCH', path: `${MAPS}/map-1`, body: { data: { a: 'b' } } });
    await transport.send({ method: 'DELETE', path: `${MAPS}/map-2` });
    await untilEqual();
    expect(warnings).toEqual([]);
  });

  test('survives a server that is killed, and all that happens before it is back', async () => {
    await plane.restartApiServer({ hard: true });
    await transport.send({ method: 'DELETE', path: `${MAPS}/map-3` });
    await make('after-the-restart');
    await untilEqual();
    expect(warnings.length).toBeGreaterThan(0);
  });

  test('lists anew, in three pages, when its version is compacted away', async () => {
    // Of what happens to other types no watch hears: the version that is compacted away is its last.
    const secrets = '/api/v1/namespaces/default/secrets';
    await transport.send({ method: 'POST', path: secrets, body: { metadata: { name: 'elsewhere' } } });
    await plane.expireWatches();
    await make('after-the-compaction');
    await untilEqual();
    expect(warnings).toContainEqual(expect.stringMatching(/^a watch failed: Expired: .*410 /));
  });
});

describe('faults of a real server', () => {
  test.each([
    ['missing', 'GET', `${MAPS}/none`, undefined, NotFound, '404 NotFound: configmaps "none" not found'],
    ['a path that nobody serves', 'GET', '/apis/none.example.com/v1/things', undefined, NotFound, '404'],
    ['there already', 'POST', MAPS, { metadata: { name: 'twice' } }, AlreadyExists, '409 AlreadyExists'],
    ['too old', 'PATCH', `${MAPS}/twice`, { metadata: { resourceVersion: '1' } }, Conflict, '409 Conflict'],
    ['not acceptable', 'POST', MAPS, { metadata: { name: 'No Name' } }, Invalid, '422 Invalid'],
  ] as const)('%s', async (_, method, path, body, fault, says) => {
    await make('twice').catch(() => undefined);
    const sending = transport.send({ method, path, body });
    await expect(sending).rejects.toThrow(fault);
    await expect(sending).rejects.toThrow(`${method} ${path}: ${says}`);
  });

  test('not allowed, and not known', async () => {
    const ada = await transportBy(await plane.certify({ name: 'ada', groups: [] }));
    await expect(ada.send({ method: 'GET', path: MAPS })).rejects.toThrow(Forbidden);
    ada.close();
    const { server } = await connectCluster({ kubeconfig: plane.kubeconfig, env: {} }, wallClock);
    const access = { headers: { authorization: 'Bearer none' }, tls: { rejectUnauthorized: false } };
    const credentials = { access: () => Promise.resolve(access), renew: () => Promise.resolve(access) };
    const nobody = new HttpTransport({ server, credentials, clock: wallClock, version: 'test' });
    await expect(nobody.send({ method: 'GET', path: MAPS })).rejects.toThrow(Unauthorized);
    nobody.close();
  });
});
