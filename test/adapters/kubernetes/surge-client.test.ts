import { describe, expect, test } from 'vitest';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { SURGE_PATH, serveCommonTypes } from '../../support/a-news-app.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';
import { someClients } from '../../support/cached-clients.ts';
import { type Json, unavailable } from '../../support/fake-kube.ts';

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const OTHER: TargetRef = { ...APP, name: 'other' };
const PUSH = aSurge({ targets: [{ ref: APP }] });
const content = (surge = PUSH): Json => {
  const { metadata, ...rest } = surgeManifest(surge);
  return { ...rest, metadata: { ...metadata, generation: 1 } };
};
const ofName = (name: string): string => SURGE_PATH.replace('push', name);

async function someSurges(how: 'cached' | 'live') {
  const parts = someClients();
  serveCommonTypes(parts.kube);
  parts.kube.put(SURGE_PATH, content());
  parts.kube.put(ofName('of-other'), content(aSurge({ id: 'news/of-other', targets: [{ ref: OTHER }] })));
  parts.kube.put(ofName('refused'), { spec: { start: 'at noon' } });
  if (how === 'cached') await parts.start();
  return { ...parts, surges: how === 'cached' ? parts.surges : parts.live.surges };
}

describe.each(['cached', 'live'] as const)('%s', (how) => {
  test('surges that can be understood are listed, all of them or those of a target', async () => {
    const { surges } = await someSurges(how);
    expect((await surges.list()).map(({ id }) => id)).toEqual(['news/push', 'news/of-other']);
    expect(await surges.listFor(APP)).toEqual([{ ...PUSH, uid: expect.any(String) as string }]);
    expect(await surges.listFor({ ...APP, namespace: 'shop' })).toEqual([]);
  });

  test('what was said of a target is read again, also right after', async () => {
    const { surges } = await someSurges(how);
    await surges.patchStatus('news/push', APP, aStatus({ phase: 'Warm' }));
    await surges.patchStatus('news/push', OTHER, aStatus());
    expect((await surges.listFor(APP))[0]?.status).toEqual({
      'HorizontalPodAutoscaler/news/app': aStatus({ phase: 'Warm' }),
      'HorizontalPodAutoscaler/news/other': aStatus(),
    });
  });

  test('what is said of many targets at once is one write of the status', async () => {
    const { kube, surges } = await someSurges(how);
    kube.requests.length = 0;
    const names = Array.from({ length: 100 }, (_, index) => `app-${index}`);
    await Promise.all(names.map((name) => surges.patchStatus('news/push', { ...APP, name }, aStatus())));
    const write = [...(how === 'live' ? [`GET ${SURGE_PATH}`] : []), `PATCH ${SURGE_PATH}/status`];
    expect(kube.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(write);
    expect(Object.keys((await surges.listFor(APP))[0]?.status ?? {})).toHaveLength(100);
  });

  test('a surge that was made anew is told nothing of the one before it', async () => {
    const { kube, clock, surges } = await someSurges(how);
    const uid = kube.read(SURGE_PATH)?.metadata.uid;
    kube.mute();
    kube.remove(SURGE_PATH);
    kube.put(SURGE_PATH, content());
    const both = [
      surges.patchStatus('news/push', APP, aStatus(), uid),
      surges.patchStatus('news/push', OTHER, aStatus(), uid),
    ];
    for (const told of both) await expect(told).rejects.toMatchObject({ name: 'Conflict' });
    kube.unmute();
    await clock.settle();
    const [anew] = await surges.listFor(APP);
    expect(anew?.status).toEqual({});
    await surges.patchStatus('news/push', APP, aStatus(), anew?.uid);
    expect((await surges.listFor(APP))[0]?.status).toEqual({ 'HorizontalPodAutoscaler/news/app': aStatus() });
  });

  test('who is told something by others meanwhile is asked again, and nothing of theirs is lost', async () => {
    const { kube, clock, surges } = await someSurges(how);
    await clock.settle();
    kube.mute();
    const theirs = { targets: { 'HorizontalPodAutoscaler/news/other': { phase: 'Warm' } } };
    kube.put(SURGE_PATH, { status: theirs });
    const write = surges.patchStatus('news/push', APP, aStatus());
    if (how === 'cached') await expect(write).rejects.toMatchObject({ name: 'Conflict' });
    else await write;
    await surges.patchStatus('news/push', APP, aStatus());
    expect(kube.read(SURGE_PATH)?.['status']).toMatchObject({
      targets: { ...theirs.targets, 'HorizontalPodAutoscaler/news/app': { phase: 'Warming' } },
    });
  });

  test('a surge that is gone cannot be told anything', async () => {
    const { kube, clock, surges } = await someSurges(how);
    kube.remove(SURGE_PATH);
    await clock.settle();
    await expect(surges.patchStatus('news/push', APP, aStatus())).rejects.toMatchObject({ name: 'NotFound' });
    expect(await surges.listFor(APP)).toEqual([]);
  });

  test('a server that cannot be reached is a fault', async () => {
    const { kube, surges } = await someSurges(how);
    kube.failNext(({ method }) => method === 'PATCH', unavailable());
    await expect(surges.patchStatus('news/push', APP, aStatus())).rejects.toMatchObject({
      name: 'Unavailable',
    });
  });
});

test('a look at surges that are cached asks the server nothing', async () => {
  const { kube, surges } = await someSurges('cached');
  kube.requests.length = 0;
  await surges.listFor(APP);
  await surges.list();
  expect(kube.requests).toEqual([]);
});
