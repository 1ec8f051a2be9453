/** Surges of events where answers get lost, others write, and the server refuses: what that means to whoever takes in. */
import { describe, expect, test } from 'vitest';
import { EventSurgeClient } from '../../../src/adapters/kubernetes/event-surge-client.ts';
import type { EventSurge, EventSurgeDraft } from '../../../src/core/prescale/event-surge.ts';
import { Invalid } from '../../../src/ports/faults.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SURGE_PATH, serveCommonTypes } from '../../support/a-news-app.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { someClients } from '../../support/cached-clients.ts';
import { unavailable } from '../../support/fake-kube.ts';

const push = (version: number): EventSurgeDraft => ({
  id: 'news/push',
  origin: 'push',
  at: at(12),
  stored: { cancelled: false, eventId: 'push-1', version, surge: aSurge({ end: at(18, 20 + version) }) },
});
const TOMBSTONE: EventSurgeDraft = {
  ...push(2),
  stored: { cancelled: true, eventId: 'push-1', version: 2 },
};

function aClient(namespaces: readonly string[] = []) {
  const { kube, live } = someClients({ namespaces });
  serveCommonTypes(kube);
  const client = new EventSurgeClient(live.source);
  const read = async (): Promise<EventSurge> => {
    const found = await client.read('news/push');
    if (found === undefined) throw new Error('expected the surge to be there');
    return found;
  };
  return { kube, client, read };
}

describe('storing', () => {
  test('what was stored, though the answer was lost, is there for the next try', async () => {
    const { kube, client, read } = aClient();
    kube.failNext(({ method }) => method === 'POST', unavailable(), true);
    await expect(client.create(push(1))).rejects.toMatchObject({ name: 'Unavailable' });
    expect((await read()).stored.version).toBe(1);
    await expect(client.create(push(1))).rejects.toMatchObject({ name: 'AlreadyExists' });
  });

  test('over a surge that a person has made is refused, and leaves it', async () => {
    const { kube, client } = aClient();
    kube.put(SURGE_PATH, { ...surgeManifest(aSurge()) });
    expect(await client.read('news/push')).toBeUndefined();
    await expect(client.create(push(1))).rejects.toMatchObject({ disposition: 'conflict' });
    expect(kube.read(SURGE_PATH)?.metadata['annotations']).toBeUndefined();
  });
});

describe('replacing', () => {
  test('leaves what others have written beside the event', async () => {
    const { kube, client, read } = aClient();
    await client.create(push(1));
    kube.put(SURGE_PATH, { metadata: { annotations: { 'example.com/team': 'news' } } });
    await client.replace(TOMBSTONE, (await read()).resourceVersion);
    expect(kube.read(SURGE_PATH)).toMatchObject({
      metadata: { annotations: { 'example.com/team': 'news', 'forescale.dev/event-kind': 'cancelled' } },
      spec: { ...surgeManifest(aSurge({ end: at(18, 21) })).spec, cancelled: true },
    });
  });

  test('what was written meanwhile is a conflict', async () => {
    const { kube, client, read } = aClient();
    await client.create(push(1));
    const { resourceVersion } = await read();
    kube.put(SURGE_PATH, { spec: { leadSeconds: 7 } });
    await expect(client.replace(push(2), resourceVersion)).rejects.toMatchObject({ name: 'Conflict' });
    expect((await read()).stored.version).toBe(1);
  });

  test('by what the server refuses is refused for good', async () => {
    const { kube, client, read } = aClient();
    await client.create(push(1));
    const refusal = new Invalid('422: spec.end');
    kube.failNext(({ method }) => method === 'PATCH', refusal);
    await expect(client.replace(push(2), (await read()).resourceVersion)).rejects.toBe(refusal);
  });
});

test('a namespace that is not looked at has none', async () => {
  const { kube, client } = aClient(['shop']);
  kube.put(SURGE_PATH, { ...surgeManifest(aSurge()) });
  expect(await client.read('news/push')).toBeUndefined();
  expect(await client.list()).toEqual([]);
});
