import { describe, expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { aReflector, START, told, untilEqual } from '../../support/a-reflector.ts';
import { HurriedClock } from '../../support/hurried-clock.ts';
import { type AnswerFault, ScriptedCollection, type StreamFault } from '../../support/scripted-collection.ts';
import { until } from '../../support/turns.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const hurried = () => new HurriedClock(START);
const aPod = (): ScriptedCollection => {
  const collection = new ScriptedCollection();
  collection.put('a');
  return collection;
};

/** What is asked next: from the version heard of last, or all anew. */
const streamFaults: Record<StreamFault, 'watch' | 'list'> = {
  close: 'watch',
  reset: 'watch',
  torn: 'watch',
  garbage: 'watch',
  error500: 'watch',
  error410: 'list',
};

describe('a running watch', () => {
  test.each(Object.entries(streamFaults))(
    '%s: goes on with a %s, and misses nothing',
    async (fault, next) => {
      const { collection, reflector, server } = await aReflector({ collection: aPod(), clock: hurried() });
      await until(() => collection.watchers === 1);
      collection.break(fault as StreamFault);
      collection.put('b');
      collection.delete('a');
      await untilEqual(reflector, collection);
      expect(server.asked[2]?.query['watch']).toBe(next === 'watch' ? 'true' : undefined);
    },
  );
});

const watchFaults: Record<Exclude<AnswerFault, 'hang'>, 'watch' | 'list'> = {
  '500': 'watch',
  '429': 'watch',
  '403': 'watch',
  reset: 'watch',
  torn: 'watch',
  '410': 'list',
};

describe('a watch that does not begin', () => {
  test.each(Object.entries(watchFaults))('%s: is followed by a %s', async (fault, next) => {
    const collection = aPod();
    collection.watchFaults.push(fault as AnswerFault);
    const { reflector, server, warnings } = await aReflector({ collection, clock: hurried() });
    await until(() => collection.watchers === 1);
    collection.put('b');
    await untilEqual(reflector, collection);
    expect(server.asked[2]?.query['watch']).toBe(next === 'watch' ? 'true' : undefined);
    expect(warnings.map(({ message }) => message)).toEqual(['a watch failed']);
  });

  test('five times in a row: the version may be one the server never had, so all is listed anew', async () => {
    const collection = aPod();
    collection.watchFaults.push('500', '500', '500', '500', '500');
    const { server } = await aReflector({ collection, clock: hurried() });
    await until(() => collection.watchers === 1);
    expect(server.asked.map(({ query }) => query['watch'] ?? 'list')).toEqual([
      ...['list', 'true', 'true', 'true', 'true', 'true'],
      ...['list', 'true'],
    ]);
  });
});

describe('a list', () => {
  test.each<AnswerFault>(['500', '429', '403', '410', 'reset', 'torn'])(
    '%s is tried again',
    async (fault) => {
      const collection = aPod();
      collection.listFaults.push(fault, fault, fault);
      const { reflector, warnings } = await aReflector({ collection, clock: hurried() });
      await reflector.synced;
      expect(reflector.size).toBe(1);
      expect(warnings.map(({ message }) => message)).toEqual(
        Array.from({ length: 3 }, () => 'a list failed'),
      );
    },
  );

  test('whose pages expire begins from the start, and nothing half is shown', async () => {
    const collection = new ScriptedCollection();
    for (let count = 0; count < 240; count += 1) collection.put(`pod-${count}`);
    const answer = collection.answer;
    let pages = 0;
    const forgetful = Object.assign(collection, {
      answer: ((asked, response, request) => {
        if (asked.query['watch'] === undefined && (pages += 1) === 2) collection.compact();
        answer(asked, response, request);
      }) satisfies typeof answer,
    });
    const { reflector, changes, warnings } = await aReflector({ collection: forgetful, clock: hurried() });
    await reflector.synced;
    expect(warnings[0]?.error).toContain('Expired: ');
    expect([pages, reflector.size, changes.length]).toEqual([5, 240, 240]);
  });

  test('made anew tells the differences alone', async () => {
    const collection = new ScriptedCollection();
    for (const name of ['same', 'gone', 'changed', 'replaced']) collection.put(name);
    const { reflector, changes } = await aReflector({ collection, clock: hurried() });
    await until(() => collection.watchers === 1);
    changes.length = 0;
    collection.break('error410');
    collection.delete('gone');
    collection.put('changed');
    collection.delete('replaced');
    for (const name of ['replaced', 'new']) collection.put(name);
    collection.compact();
    await untilEqual(reflector, collection);
    expect(told(changes)).toEqual([
      'DELETED gone',
      'MODIFIED changed',
      'DELETED replaced',
      'ADDED replaced',
      'ADDED new',
    ]);
  });
});

describe('silence', () => {
  async function silent({ bookmark }: { bookmark: boolean }) {
    const clock = new VirtualClock(START);
    const { collection, server, warnings } = await aReflector({ clock, collection: aPod() });
    await until(() => collection.watchers === 1);
    await clock.settle();
    if (bookmark) {
      const waits = clock.waits;
      collection.bookmark();
      await until(() => clock.waits > waits);
    }
    const watches = () => server.asked.filter(({ query }) => query['watch'] === 'true').length;
    return { clock, watches, warnings };
  }

  test('for longer than the server would let a watch run: another one', async () => {
    const { clock, watches, warnings } = await silent({ bookmark: false });
    // 7.5 minutes by chance, and half a minute for the end to get here.
    await clock.advanceTo(plus(START, seconds(479)));
    expect(warnings).toEqual([]);
    await clock.advanceTo(plus(START, minutes(8)));
    await until(() => warnings.length === 1);
    expect(warnings[0]?.error).toContain('the watch was silent for 480 s');
    await clock.advanceTo(plus(START, seconds(481)));
    await until(() => watches() === 2);
  });

  test('of a server that sends bookmarks is too long after three minutes', async () => {
    const { clock, watches, warnings } = await silent({ bookmark: true });
    await clock.advanceTo(plus(START, minutes(3)));
    await until(() => warnings.length === 1);
    expect(warnings[0]?.error).toContain('the watch was silent for 180 s');
    await clock.advanceTo(plus(START, seconds(181)));
    await until(() => watches() === 2);
  });
});
