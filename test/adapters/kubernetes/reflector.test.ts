import { describe, expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { aReflector, PODS, START, told } from '../../support/a-reflector.ts';
import { ScriptedCollection } from '../../support/scripted-collection.ts';
import { until } from '../../support/turns.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

describe('in good order', () => {
  test('lists once, and hears of everything from then on', async () => {
    const collection = new ScriptedCollection();
    collection.put('a');
    const { reflector, server, changes } = await aReflector({ collection });
    await reflector.synced;
    expect(told(changes)).toEqual(['ADDED a']);
    await until(() => collection.watchers === 1);
    collection.put('b');
    collection.put('a', { spec: { nodeName: 'n' } });
    collection.delete('b');
    await until(() => changes.length === 4);
    expect(told(changes).slice(1)).toEqual(['ADDED b', 'MODIFIED a', 'DELETED b']);
    expect(changes[2]).toMatchObject({ key: 'shop/a', object: { spec: {} }, previous: { metadata: {} } });
    expect(reflector.get('shop/a')).toMatchObject({ spec: { nodeName: 'n' } });
    expect([...reflector.values()].length).toBe(1);
    expect(server.asked.map(({ path, query: { watch } }) => [path, watch])).toEqual([
      [PODS, undefined],
      [PODS, 'true'],
    ]);
  });

  test('5,000 objects come in pages of 100', async () => {
    const collection = new ScriptedCollection();
    for (let count = 0; count < 5_000; count += 1) collection.put(`pod-${count}`);
    const { reflector, server } = await aReflector({ collection });
    await reflector.synced;
    expect(reflector.size).toBe(5_000);
    const lists = server.asked.filter(({ query }) => query['watch'] === undefined);
    expect(lists.map(({ query }) => query['limit'])).toEqual(Array.from({ length: 50 }, () => '100'));
  });

  test('selectors go with the list and the watch', async () => {
    const { server, collection } = await aReflector({ query: { labelSelector: 'app=web' } });
    await until(() => collection.watchers === 1);
    expect(server.asked.map(({ query }) => query['labelSelector'])).toEqual(['app=web', 'app=web']);
  });

  test('what is kept of an object is what trim makes of it', async () => {
    const { reflector, collection } = await aReflector({
      trim: ({ metadata }) => ({ metadata: { ...metadata, name: metadata.name.toUpperCase() } }),
    });
    await until(() => collection.watchers === 1);
    collection.put('a');
    await until(() => reflector.size === 1);
    expect(reflector.get('shop/a')?.metadata.name).toBe('A');
  });

  test('whoever subscribes late is told of what is there, and whoever leaves of nothing more', async () => {
    const collection = new ScriptedCollection();
    collection.put('a');
    const { reflector, changes } = await aReflector({ collection });
    await until(() => collection.watchers === 1);
    const late: string[] = [];
    const leave = reflector.subscribe((change) => void late.push(...told([change])));
    expect(late).toEqual(['ADDED a']);
    leave();
    collection.put('b');
    await until(() => changes.length === 2);
    expect(late).toEqual(['ADDED a']);
  });

  test('the server ends a watch after five to ten minutes: the next goes on at once from there', async () => {
    const clock = new VirtualClock(START);
    const { collection, server, reflector } = await aReflector({ chance: () => 0.25, clock });
    await until(() => collection.watchers === 1);
    expect(server.asked[1]?.query).toMatchObject({ timeoutSeconds: '375', allowWatchBookmarks: 'true' });
    collection.put('a');
    await until(() => reflector.size === 1);
    await clock.advanceTo(plus(START, seconds(375)));
    collection.break('close');
    await until(() => server.asked.length === 3);
    expect(server.asked[2]?.query).toMatchObject({ watch: 'true', resourceVersion: '101' });
  });

  test('a bookmark moves the version: a torn watch of what was quiet needs no list', async () => {
    const clock = new VirtualClock(START);
    const { collection, server } = await aReflector({ clock });
    await until(() => collection.watchers === 1 && clock.waits === 1);
    collection.changeElsewhere();
    collection.bookmark();
    await until(() => clock.waits === 2);
    collection.compact();
    collection.break('reset');
    await until(() => clock.waits === 3);
    await clock.advanceTo(plus(START, seconds(1)));
    await until(() => collection.watchers === 1);
    expect(server.asked.map(({ query }) => query['resourceVersion'])).toEqual([undefined, '100', '101']);
  });
});

describe('handlers', () => {
  test('one that throws, rejects or takes for ever disturbs nobody', async () => {
    const { collection, reflector, changes, warnings } = await aReflector();
    reflector.subscribe(() => {
      throw new Error('thrown');
    });
    reflector.subscribe(() => Promise.reject(new Error('rejected')));
    reflector.subscribe(() => new Promise(() => {}));
    const after: string[] = [];
    reflector.subscribe((change) => void after.push(...told([change])));
    await until(() => collection.watchers === 1);
    collection.put('a');
    collection.put('b');
    await until(() => changes.length === 2);
    expect(after).toEqual(['ADDED a', 'ADDED b']);
    await until(() => warnings.length === 4);
    expect(warnings.map(({ message }) => message)).toEqual(
      Array.from({ length: 4 }, () => 'a handler of changes failed'),
    );
    expect(collection.watchers).toBe(1);
  });

  test('an object that trim cannot read is left out and said; the others are there', async () => {
    const collection = new ScriptedCollection();
    for (const name of ['a', 'odd', 'b']) collection.put(name);
    const { reflector, warnings } = await aReflector({
      collection,
      trim: (object) => {
        if (object.metadata.name === 'odd') throw new TypeError('odd');
        return object;
      },
    });
    await reflector.synced;
    expect([...reflector.values()].map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(warnings).toEqual([
      { message: 'an object cannot be read, and is left out', error: 'TypeError: odd' },
    ]);
  });
});

test('an abort ends the watch and the run', async () => {
  const { collection, reflector, end } = await aReflector();
  await reflector.synced;
  await until(() => collection.watchers === 1);
  await end();
  await until(() => collection.watchers === 0);
  expect(collection.watchers).toBe(0);
});

test('an abort while the list hangs ends the run', async () => {
  const collection = new ScriptedCollection();
  collection.listFaults.push('hang');
  const { server, warnings, end } = await aReflector({ collection });
  await until(() => server.asked.length === 1);
  await end();
  expect(warnings).toEqual([]);
});
