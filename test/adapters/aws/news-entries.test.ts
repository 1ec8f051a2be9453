import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Entry, entryBatches, entryOf } from '../../../src/adapters/aws/news-entries.ts';
import { aPieceOfNews } from '../../support/a-piece-of-news.ts';
import { at } from '../../support/a-surge.ts';

test('an entry says who tells what of whom, and when it came to be', () => {
  const news = aPieceOfNews();
  expect(entryOf(news, 'pushes')).toMatchObject({
    id: news.id,
    entry: {
      EventBusName: 'pushes',
      Source: 'forescale',
      DetailType: 'surge.warming',
      Resources: ['eu/news/push'],
      Time: new Date(at(17, 56)),
      Detail: JSON.stringify(news.detail),
    },
  });
});

test('in a cluster without a name it is of the surge alone', () => {
  expect(entryOf(aPieceOfNews('u1', { cluster: undefined }), 'b').entry.Resources).toEqual(['news/push']);
});

const sized = (bytes: number, index: number): Entry => ({ id: `${index}`, bytes, entry: {} });

test('a call has at most ten entries and 256 KB, and all are sent in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 100, max: 262_144 }), { maxLength: 60 }), (sizes) => {
      const entries = sizes.map(sized);
      const batches = entryBatches(entries);
      expect(batches.flat()).toEqual(entries);
      for (const batch of batches) {
        expect(batch.length).toBeLessThanOrEqual(10);
        expect(batch.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(262_144);
      }
    }),
  );
});

test('small ones go in as few calls as can be', () => {
  const count = (length: number) =>
    entryBatches(Array.from({ length }, (_, index) => sized(500, index))).length;
  expect([0, 1, 10, 11, 25].map(count)).toEqual([0, 1, 1, 2, 3]);
});

test('one that is too large for any call goes alone', () => {
  const entries = [100, 300_000, 100].map(sized);
  expect(entryBatches(entries).map((batch) => batch.length)).toEqual([1, 1, 1]);
});
