import { expect, test } from 'vitest';
import { formatInstant, plus } from '../../src/core/model/time.ts';
import { Conflict, Unavailable } from '../../src/ports/faults.ts';
import { NewsDesk } from '../support/a-news-desk.ts';
import { told } from '../support/a-news-look.ts';
import { aState, aSurgeOn } from '../support/a-state.ts';
import { at } from '../support/a-surge.ts';
import { DEFAULTS } from '../support/a-world.ts';

const RAISED = { raisedAt: at(17, 56), at: at(17, 56) } as const;
const WARM = { ...RAISED, phase: 'Warm', warmAt: at(17, 58) } as const;
const aDesk = (state = aState(aSurgeOn([WARM])), now = at(17, 59)) => new NewsDesk(state, now);
const typesIn = ({ sent }: NewsDesk) => sent.map(({ type }) => type);

test('what is due is told, and kept with the instant', async () => {
  const desk = aDesk();
  await desk.look();
  expect(typesIn(desk)).toEqual(['surge.warming', 'surge.ready']);
  const now = formatInstant(at(17, 59));
  expect(desk.state?.announced).toEqual({
    '2026-11-22T18:00:00Z/warming': now,
    '2026-11-22T18:00:00Z/ready': now,
  });
});

test('what was told is not told again, and no target is read for it', async () => {
  const desk = aDesk();
  await desk.look();
  desk.reads.length = 0;
  expect(await desk.look()).toEqual({ nextLook: at(18) });
  expect(desk.sent).toHaveLength(2);
  expect(desk.reads).toEqual([]);
});

test('it says what the targets say, of each that the surge names', async () => {
  const desk = aDesk(aState(aSurgeOn(Array.from({ length: 40 }, () => RAISED))), at(18));
  await desk.look();
  expect(desk.reads).toHaveLength(40);
  expect(desk.sent.at(-1)).toMatchObject({
    type: 'surge.degraded',
    cluster: 'eu',
    detail: { percentWarm: 75, replicas: { ready: 1_200, asked: 1_600 } },
  });
});

test('of what the bus took a part that part alone is kept, and the rest is told soon', async () => {
  const desk = aDesk();
  desk.bus = 1;
  expect(await desk.look()).toEqual({ nextLook: plus(at(17, 59), DEFAULTS.poll) });
  expect(Object.keys(desk.state?.announced ?? {})).toEqual(['2026-11-22T18:00:00Z/warming']);
  desk.bus = 5;
  await desk.look();
  expect(typesIn(desk)).toEqual(['surge.warming', 'surge.ready']);
});

test('of what the bus did not take nothing is kept', async () => {
  const desk = aDesk();
  desk.bus = 'down';
  await expect(desk.look()).rejects.toBeInstanceOf(Unavailable);
  expect(desk.state?.announced).toEqual({});
  desk.bus = 0;
  await desk.look();
  expect(desk.state?.announced).toEqual({});
});

test('a crash between send and write tells the same once more', async () => {
  const desk = aDesk();
  desk.crashes = true;
  await expect(desk.look()).rejects.toBeInstanceOf(Unavailable);
  desk.crashes = false;
  await desk.look();
  expect(desk.sent.slice(2)).toEqual(desk.sent.slice(0, 2));
});

test('what was told of one is not kept with another of its name', async () => {
  const desk = aDesk();
  const { state } = desk;
  const publishing = desk.look();
  desk.state = state && { ...state, uid: 'surge-2' };
  await expect(publishing).rejects.toBeInstanceOf(Conflict);
  expect(desk.state?.announced).toEqual({});
});

test('what was told of an earlier start makes room', async () => {
  const old = Object.fromEntries(
    Array.from({ length: 32 }, (_, count) => [
      `2026-11-21T18:00:00Z/degraded/R${count}`,
      `2026-11-21T18:${count + 10}:00Z`,
    ]),
  );
  const desk = aDesk(aState(aSurgeOn([WARM]), { announced: old }));
  await desk.look();
  expect(Object.keys(desk.state?.announced ?? {})).toHaveLength(32);
  expect(desk.state?.announced).not.toHaveProperty(['2026-11-21T18:00:00Z/degraded/R0']);
});

test('of a surge that is gone there is nothing to tell', async () => {
  const desk = aDesk();
  desk.state = undefined;
  expect(await desk.look('news/push')).toEqual({ nextLook: undefined });
  expect(desk.sent).toEqual([]);
});

test('after the last there is no next look', async () => {
  const desk = aDesk(aState(aSurgeOn([WARM]), { announced: told('surge.ended') }), at(18, 30));
  expect(await desk.look()).toEqual({ nextLook: undefined });
});
