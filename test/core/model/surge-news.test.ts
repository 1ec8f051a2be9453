import { expect, test } from 'vitest';
import { newsId, newsKey } from '../../../src/core/model/surge-news.ts';
import { at } from '../../support/a-surge.ts';

test('a key is read by people: start, what is told, and why', () => {
  expect(newsKey(at(18), 'surge.ready')).toBe('2026-11-22T18:00:00Z/ready');
  expect(newsKey(at(18), 'surge.degraded', ['Capped', 'NotWarm'])).toBe(
    '2026-11-22T18:00:00Z/degraded/Capped/NotWarm',
  );
});

test('an id is the same from every process and version', () => {
  expect(newsId('u1', newsKey(at(18), 'surge.ready'))).toBe('u1-6297630da3e5a');
});

test('an id is another for another surge, start, event and set of reasons', () => {
  const keys = [
    newsKey(at(18), 'surge.ready'),
    newsKey(at(19), 'surge.ready'),
    newsKey(at(18), 'surge.ended'),
    newsKey(at(18), 'surge.degraded', ['Capped']),
    newsKey(at(18), 'surge.degraded', ['Capped', 'NotWarm']),
  ];
  const ids = ['u1', 'u2'].flatMap((uid) => keys.map((key) => newsId(uid, key)));
  expect(new Set(ids).size).toBe(10);
});
