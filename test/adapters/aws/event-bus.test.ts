/** The bus by the real SDK, against a fake of its wire protocol. */
import { expect, onTestFinished, test } from 'vitest';
import { eventBus } from '../../../src/adapters/aws/event-bus.ts';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import type { SurgeNews } from '../../../src/core/model/surge-news.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { aPieceOfNews, somePiecesOfNews } from '../../support/a-piece-of-news.ts';
import { at } from '../../support/a-surge.ts';
import { AwsWire, USER } from '../../support/aws-wire/aws-wire.ts';
import { broken, denied, refused, silent, throttled, tornAfter } from '../../support/aws-wire/wire-faults.ts';

async function aBus({ bus = 'pushes', within = seconds(5) } = {}) {
  const wire = await AwsWire.start();
  onTestFinished(() => wire[Symbol.asyncDispose]());
  const { accessKeyId, secretAccessKey } = USER;
  const credentials = {
    current: () => Promise.resolve({ accessKeyId, secretAccessKey }),
    forget: () => undefined,
  };
  const options = { bus, region: 'eu-central-1', endpoint: wire.url, credentials, clock: wallClock, within };
  const news = eventBus(options);
  const publish = (some: readonly SurgeNews[]) => news.publish(some);
  return { wire, publish, calls: () => wire.callsOf('events:PutEvents') };
}

const idsOf = (news: readonly { readonly id: string }[]) => news.map(({ id }) => id);

test('news arrive as they are, on the bus and in the region that was asked for', async () => {
  const { wire, publish, calls } = await aBus();
  const news = aPieceOfNews();
  expect(await publish([news])).toEqual([news.id]);
  expect(wire.events.arrived).toMatchObject([
    {
      bus: 'pushes',
      source: 'forescale',
      detailType: 'surge.warming',
      detail: news.detail,
      resources: ['eu/news/push'],
      at: at(17, 56),
    },
  ]);
  expect(calls().map(({ region }) => region)).toEqual(['eu-central-1']);
});

test('a bus by its ARN is where that says', async () => {
  const bus = 'arn:aws:events:us-west-2:123456789012:event-bus/pushes';
  const { publish, calls, wire } = await aBus({ bus });
  await publish([aPieceOfNews()]);
  expect(calls().map(({ region }) => region)).toEqual(['us-west-2']);
  expect(wire.events.arrived[0]?.bus).toBe(bus);
});

test('more than ten go in several calls, in their order', async () => {
  const { wire, publish, calls } = await aBus();
  const news = somePiecesOfNews(25);
  expect(await publish(news)).toEqual(idsOf(news));
  expect(calls()).toHaveLength(3);
  expect(wire.events.arrived.map(({ detail }) => (detail as { id: string }).id)).toEqual(idsOf(news));
});

test('those that the bus refused are not taken, the others are', async () => {
  const { wire, publish } = await aBus();
  const news = somePiecesOfNews(12);
  const isRefused = (id: string) => ['u3-', 'u11-'].some((start) => id.startsWith(start));
  wire.events.refuseEntries(({ Detail = '' }) =>
    isRefused((JSON.parse(Detail) as { id: string }).id) ? 'ThrottlingException' : undefined,
  );
  expect(await publish(news)).toEqual(idsOf(news).filter((id) => !isRefused(id)));
});

test.each([
  ['ThrottlingException', 'Throttled'],
  ['InternalFailure', 'Unavailable'],
  ['AccessDeniedException', 'Forbidden'],
])('when all are refused for %s it is %s', async (code, fault) => {
  const { wire, publish } = await aBus();
  wire.events.refuseEntries(() => code);
  await expect(publish(somePiecesOfNews(3))).rejects.toMatchObject({
    name: fault,
    message: `events PutEvents on pushes: ${code}: Refused by the test`,
  });
});

test.each([
  ['throttled', 'Throttled', throttled('events')],
  ['away', 'Unavailable', broken()],
  ['not allowed', 'Forbidden', denied('events')],
  ['not there', 'NotFound', refused('ResourceNotFoundException', 'Event bus pushes does not exist.')],
])('a bus that is %s is %s', async (_, name, fault) => {
  const { wire, publish } = await aBus();
  wire.faults.always('events:PutEvents', fault);
  await expect(publish([aPieceOfNews()])).rejects.toMatchObject({ name });
});

test('a bus that goes away in between keeps what it took, and is left in peace', async () => {
  const { wire, publish, calls } = await aBus();
  // Each call of ours is two attempts of the SDK.
  wire.faults.next('events:PutEvents', 'none', broken(), broken());
  const news = somePiecesOfNews(35);
  expect(await publish(news)).toEqual(idsOf(news).slice(0, 10));
  expect(calls()).toHaveLength(3);
});

test('what is refused for what it says holds up no other', async () => {
  const { wire, publish } = await aBus();
  const news = somePiecesOfNews(20);
  wire.faults.next('events:PutEvents', refused('ValidationException', 'too large'));
  expect(await publish(news)).toEqual(idsOf(news).slice(10));
});

test('a call whose answer is lost is made again, and arrives twice under one id', async () => {
  const { wire, publish } = await aBus();
  wire.faults.next('events:PutEvents', tornAfter);
  const news = aPieceOfNews();
  expect(await publish([news])).toEqual([news.id]);
  expect(wire.events.arrived.map(({ detail }) => (detail as { id: string }).id)).toEqual([news.id, news.id]);
});

test('a bus that does not answer is not waited for', async () => {
  const { wire, publish } = await aBus({ within: seconds(0.2) });
  wire.faults.always('events:PutEvents', silent);
  await expect(publish([aPieceOfNews()])).rejects.toMatchObject({
    name: 'Unavailable',
    message: 'events PutEvents on pushes: no answer within 0.2 s',
  });
});

test('nothing to tell asks nobody', async () => {
  const { publish, calls } = await aBus();
  expect(await publish([])).toEqual([]);
  expect(calls()).toEqual([]);
});
