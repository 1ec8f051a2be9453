/** The published forms of the events out, against what decisions make and what the documentation shows. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEWS_TYPES, newsSchema } from '../../../src/api/events/news-schemas.ts';
import type { SurgeNews } from '../../../src/core/model/surge-news.ts';
import { decideNews } from '../../../src/core/prescale/news.ts';
import { aNewsContext, summed } from '../../support/a-news-look.ts';
import { aSurgeOn, named } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';
import { arbStatus } from '../../support/arbitrary-status.ts';

const EXAMPLES = new URL('../../../docs/examples/events-out/', import.meta.url);

const envelope = ({ type, detail }: SurgeNews) => ({
  version: '0',
  id: 'e1',
  'detail-type': type,
  source: 'forescale',
  account: '123456789012',
  time: '2026-11-22T18:00:00Z',
  region: 'eu-central-1',
  resources: ['eu/news/push'],
  // As it is after it was on the wire.
  detail: JSON.parse(JSON.stringify(detail)) as unknown,
});

test('all that is told of any surge is of the published form, with no field beside it', () => {
  const arbStatuses = fc.array(fc.option(arbStatus, { nil: undefined }), { minLength: 1, maxLength: 4 });
  const arbNow = fc.constantFrom(at(17, 57), at(18), at(18, 10), at(18, 21));
  const seen = new Set<string>();
  fc.assert(
    fc.property(arbStatuses, arbNow, fc.boolean(), fc.boolean(), (statuses, now, cancelled, isNamed) => {
      const surge = aSurgeOn(statuses, { cancelled, createdAt: at(17) });
      const state = summed(surge, now, isNamed ? { eventId: 'lunch' } : {});
      const figures = statuses.map((_, index) => ({
        ref: named(`app-${index + 1}`),
        ready: 3,
        floor: 7,
        most: 9,
      }));
      for (const news of decideNews(state, aNewsContext(now, figures, isNamed ? 'eu' : undefined)).due) {
        seen.add(news.type);
        const told = envelope(news);
        expect(newsSchema(news.type).parse(told)).toEqual(told);
      }
    }),
    { numRuns: 500 },
  );
  expect([...seen].toSorted()).toEqual([...NEWS_TYPES].toSorted());
});

test.each(readdirSync(EXAMPLES))('the example %s is of its form', (name) => {
  const example = JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8')) as { 'detail-type': string };
  const type = NEWS_TYPES.find((one) => one === example['detail-type']);
  expect(name).toBe(`${type}.json`);
  expect(newsSchema(type ?? 'surge.ended').parse(example)).toEqual(example);
});

test('there is an example of every event', () => {
  expect(readdirSync(EXAMPLES).toSorted()).toEqual(NEWS_TYPES.map((type) => `${type}.json`).toSorted());
});

const GUIDE = readFileSync(new URL('../../../docs/events-out.md', import.meta.url), 'utf8');

test.each(NEWS_TYPES)('the guide shows %s as the example has it', (type) => {
  const section = GUIDE.split(`\n## ${type}\n`)[1] ?? '';
  const [, shown = ''] = /```json\n([^]*?)```/.exec(section) ?? [];
  const example = JSON.parse(readFileSync(new URL(`${type}.json`, EXAMPLES), 'utf8')) as { detail: unknown };
  expect(example.detail).toMatchObject(JSON.parse(shown) as object);
});
