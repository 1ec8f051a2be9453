/** A type that is missing, comes later, is wanted late or is watched in a few namespaces alone. */
import { describe, expect, test } from 'vitest';
import { Discovery } from '../../../src/adapters/kubernetes/discovery.ts';
import { KEPT_SCALED_OBJECTS } from '../../../src/adapters/kubernetes/kept-types.ts';
import { type CachePolicy, TypeCache } from '../../../src/adapters/kubernetes/type-cache.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { follow } from '../../support/a-connection.ts';
import { SCALED_OBJECT_PATH, serveKeda } from '../../support/a-news-app.ts';
import { NOON } from '../../support/an-api.ts';
import { FakeKube, unavailable } from '../../support/fake-kube.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const IN_SHOP = SCALED_OBJECT_PATH.replace('/news/', '/shop/');

async function aCache(policy: CachePolicy = {}, namespaces: readonly string[] = []) {
  const kube = new FakeKube();
  const clock = new VirtualClock(NOON);
  const warnings: string[] = [];
  const cache = new TypeCache(
    KEPT_SCALED_OBJECTS,
    {
      namespaces,
      transport: kube,
      discovery: new Discovery({ transport: kube, clock }),
      clock,
      chance: () => 0.5,
      log: { info: () => {}, warn: (message) => warnings.push(message) },
    },
    policy,
  );
  for (const path of [SCALED_OBJECT_PATH, IN_SHOP])
    kube.put(path, { spec: { scaleTargetRef: { name: 'app' } } });
  const stop = new AbortController();
  const start = async () => {
    const running = follow(cache.run(stop.signal));
    await clock.settle();
    return running;
  };
  const keys = () => [...cache.values()].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  return { kube, clock, cache, stop, start, keys, warnings };
}

test('one that is served is filled and followed', async () => {
  const { kube, clock, cache, start, keys } = await aCache();
  serveKeda(kube);
  await start();
  expect([cache.isFilled, keys()]).toEqual([true, ['news/app', 'shop/app']]);
  kube.remove(IN_SHOP);
  await clock.settle();
  expect([keys(), cache.get('shop/app')]).toEqual([['news/app'], undefined]);
});

describe('a type that the cluster does not have', () => {
  test('is a cache that is filled with nothing: nobody waits for it', async () => {
    const { cache, start, keys } = await aCache();
    await start();
    await cache.filled;
    expect([cache.isFilled, keys()]).toEqual([true, []]);
  });

  test('is found within a minute or two of its coming; until it is read the server is asked, not the cache', async () => {
    const { kube, clock, cache, start, keys } = await aCache();
    await start();
    serveKeda(kube);
    const letGo = kube.hold();
    await clock.advanceTo(plus(NOON, minutes(2)));
    letGo();
    const states: boolean[] = [];
    cache.subscribe(() => void states.push(cache.isFilled));
    await clock.settle();
    expect([cache.isFilled, keys()]).toEqual([true, ['news/app', 'shop/app']]);
    expect(states[0]).toBe(false);
  });

  test('is not what a server says that cannot be asked', async () => {
    const { kube, clock, cache, start, warnings } = await aCache();
    serveKeda(kube);
    kube.failNext(() => true, unavailable());
    await start();
    expect([cache.isFilled, warnings]).toEqual([false, ['cannot find out what the cluster serves']]);
    await clock.advanceTo(plus(NOON, seconds(2)));
    expect(cache.isFilled).toBe(true);
  });
});

describe('on demand', () => {
  test('nothing is read before it is wanted', async () => {
    const { kube, clock, cache, start, keys } = await aCache({ onDemand: true });
    serveKeda(kube);
    await start();
    expect([kube.requests, cache.isWanted, cache.isFilled]).toEqual([[], false, false]);
    cache.want();
    cache.want();
    await clock.settle();
    expect([cache.isWanted, keys()]).toEqual([true, ['news/app', 'shop/app']]);
  });

  test('one that is never wanted ends all the same', async () => {
    const { clock, stop, start } = await aCache({ onDemand: true });
    const running = await start();
    stop.abort();
    await clock.settle();
    expect(running).toEqual({ value: 'done' });
  });
});

describe('of a few namespaces', () => {
  test('no other is read, and it is filled when the last of them is', async () => {
    const { kube, cache, start, keys } = await aCache({}, ['shop', 'empty']);
    serveKeda(kube);
    await start();
    expect([cache.isFilled, keys()]).toEqual([true, ['shop/app']]);
    expect(
      kube.requests.filter(({ path }) => path.endsWith('/scaledobjects')).map(({ path }) => path),
    ).toEqual(expect.not.arrayContaining(['/apis/keda.sh/v1alpha1/scaledobjects']));
  });

  test('what is there for all is read in all', async () => {
    const { kube, start, keys } = await aCache({ everywhere: true }, ['shop']);
    serveKeda(kube);
    await start();
    expect(keys()).toEqual(['news/app', 'shop/app']);
  });
});
