/** Examples of the events that Forescale sends: a push that came late to one of two apps, as a look at it tells it. */
import type { Surge, SurgeTargetStatus } from '../src/core/model/surge.ts';
import type { SurgeNews } from '../src/core/model/surge-news.ts';
import type { StoredSurgeState } from '../src/core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../src/core/model/target.ts';
import { asInstant, formatInstant, formatWhole, type Instant, minutes } from '../src/core/model/time.ts';
import { parsePrescaleConfig } from '../src/core/prescale/config.ts';
import { decideNews } from '../src/core/prescale/news.ts';

const at = (hour: number, minute = 0, second = 0): Instant =>
  asInstant(Date.UTC(2026, 10, 26, hour, minute, second));

const ref = (name: string): TargetRef => ({ kind: 'HorizontalPodAutoscaler', namespace: 'news', name });
const [FRONT, API] = [ref('front'), ref('api')];
const FLOORS = new Map([[FRONT, 120] as const, [API, 60] as const]);

const status = (over: Partial<SurgeTargetStatus>): SurgeTargetStatus => ({
  phase: 'Warming',
  uid: 'b7d5c6f2-6a53-4d1e-9f0a-0d3f8f2f4c11',
  baseline: { min: 10, max: 200, scaleDownSeconds: 'absent' },
  raisedAt: at(17, 56),
  late: false,
  readySince: undefined,
  warmAt: undefined,
  reasserts: 0,
  conditions: [],
  at: at(17, 56),
  ...over,
});
const warm = (warmAt: Instant) => status({ phase: 'Warm', readySince: at(17, 58), warmAt });
const ended = (warmAt: Instant) => status({ phase: 'Ended', warmAt, at: at(18, 30) });

function stateOf(front: SurgeTargetStatus, api: SurgeTargetStatus): StoredSurgeState {
  const surge: Surge = {
    id: 'news/push-evening-0ca95bb76e25f',
    targets: [...FLOORS].map(([one, replicas]) => ({ ref: one, demand: { kind: 'replicas', replicas } })),
    start: at(18),
    end: at(18, 30),
    demand: { kind: 'replicas', replicas: 120 },
    ceiling: { kind: 'cap' },
    lead: minutes(4),
    cancelled: false,
    status: { [keyOf(FRONT)]: front, [keyOf(API)]: api },
  };
  return {
    id: surge.id,
    uid: '5f0c1a52-9c1e-4a0c-8a53-2f6a1f0f7a77',
    generation: 1,
    reading: { kind: 'surge', surge },
    summary: { observedGeneration: 1, phase: 'Warming', conditions: [] },
    eventId: 'push-2026-11-26-evening',
    announced: {},
  };
}

function look(state: StoredSurgeState, now: Instant, [front, api]: readonly [number, number]): SurgeNews {
  const figures = [
    { ref: FRONT, ready: front, floor: 120, most: 120 },
    { ref: API, ready: api, floor: 60, most: 60 },
  ];
  const config = parsePrescaleConfig({});
  const news = decideNews(state, { figures, cluster: 'eu', config, now }).due.at(-1);
  if (news === undefined) throw new Error(`expected news at ${formatInstant(now)}, got none`);
  return news;
}

const over = stateOf(ended(at(17, 59, 12)), ended(at(18, 1, 40)));
const TOLD_TO_END: StoredSurgeState = {
  ...over,
  summary: { observedGeneration: 1, phase: 'Ended', conditions: [] },
  announced: { '2026-11-26T18:00:00Z/degraded/NotWarm': formatInstant(at(18)) },
};

const NEWS: readonly SurgeNews[] = [
  look(stateOf(status({}), status({})), at(17, 56, 5), [10, 10]),
  look(stateOf(warm(at(17, 59, 12)), status({})), at(18), [120, 45]),
  look(stateOf(warm(at(17, 59, 12)), warm(at(18, 1, 40))), at(18, 1, 45), [120, 60]),
  look(TOLD_TO_END, at(18, 34, 10), [12, 10]),
];

/** As they come off the bus, by type. */
export const NEWS_EXAMPLES: ReadonlyMap<string, object> = new Map(
  NEWS.map((news, index) => [news.type, envelopeOf(news, index)]),
);

function envelopeOf({ type, at: time, cluster, surge, detail }: SurgeNews, index: number): object {
  return {
    version: '0',
    id: `17793124-05d4-b198-2fde-7ededc63b10${index}`,
    'detail-type': type,
    source: 'forescale',
    account: '123456789012',
    // EventBridge has whole seconds.
    time: formatWhole(asInstant(Math.floor(time / 1_000) * 1_000)),
    region: 'eu-central-1',
    resources: [`${cluster}/${surge}`],
    detail,
  };
}
