import { describe, expect, it } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { handleEvents } from '../../../src/main/functions/event-batch.ts';
import { aBatch, aFunctionsWorld, START, UNTIL, type WorldOptions } from '../../support/a-functions-world.ts';
import { anEvent } from '../../support/an-event.ts';

const PUSH = anEvent('push.scheduled');

async function handle(bodies: readonly string[], options: WorldOptions = {}) {
  const parts = aFunctionsWorld(options);
  const answer = handleEvents(aBatch(...bodies), parts.world, UNTIL, 'push');
  await parts.clock.advanceTo(plus(UNTIL, seconds(1)));
  const { batchItemFailures } = await answer;
  return { ...parts, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

describe('a batch', () => {
  it('stores every event in every cluster that it is for', async () => {
    const { failed, storedIn, outcomes } = await handle([
      PUSH,
      anEvent('push.scheduled', { eventId: 'other', clusters: ['spare'] }),
    ]);

    expect(failed).toEqual([]);
    expect(outcomes).toEqual(['stored', 'stored']);
    expect(storedIn('live').map(({ stored }) => stored.eventId)).toEqual(['push-2026-11-26-evening']);
    expect(storedIn('spare').map(({ stored }) => stored.eventId)).toEqual([
      'push-2026-11-26-evening',
      'other',
    ]);
  });

  it('acknowledges what is known already, though it stores nothing', async () => {
    const { failed, outcomes, storedIn } = await handle([
      PUSH,
      PUSH,
      anEvent('push.changed', { version: 1 }),
    ]);

    expect(failed).toEqual([]);
    expect(outcomes).toEqual(['stored', 'known', 'known']);
    expect(storedIn('live')).toHaveLength(1);
  });

  it('keeps the newest of many versions, in whatever order they come together', async () => {
    const versions = [7, 3, 9, 1, 8, 2, 10, 4, 6, 5].map((version) => anEvent('push.changed', { version }));

    const { failed, storedIn } = await handle(versions, {
      health: { live: 'contended', spare: 'contended' },
    });

    expect(failed).toEqual([]);
    expect(storedIn('live').map(({ stored }) => stored.version)).toEqual([10]);
    expect(storedIn('spare').map(({ stored }) => stored.version)).toEqual([10]);
  });

  it('waits for a cluster that refuses some seconds in all, and not for each of its events', async () => {
    const { world, clock } = aFunctionsWorld({ health: { spare: 'forbidden' } });
    const versions = Array.from({ length: 10 }, (_, version) => anEvent('push.changed', { version }));
    const ended = handleEvents(aBatch(...versions), world, UNTIL, 'push').then(({ batchItemFailures }) => ({
      failed: batchItemFailures.length,
      at: clock.now(),
    }));
    await clock.advanceTo(plus(UNTIL, seconds(1)));

    expect((await ended).failed).toBe(10);
    expect((await ended).at).toBeLessThanOrEqual(plus(START, seconds(5 + 10)));
  });

  it('gives poison to the dead letters with the reason, and has the good ones done all the same', async () => {
    const { failed, letters, storedIn } = await handle([
      '{',
      PUSH,
      anEvent('push.scheduled', { start: 'soon' }),
    ]);

    expect(failed).toEqual([]);
    expect(letters).toEqual([
      { body: '{', messageId: 'm-0', reason: expect.stringMatching(/expected JSON, got /) },
      {
        body: expect.any(String),
        messageId: 'm-2',
        reason: expect.stringMatching(/^detail\.start: expected /),
      },
    ]);
    expect(storedIn('live')).toHaveLength(1);
  });

  it('returns poison that cannot be kept, and nothing else', async () => {
    const { failed, outcomes } = await handle([PUSH, '{', '{'], { unkept: new Set(['m-1']) });

    expect(failed).toEqual(['m-1']);
    expect(outcomes.toSorted()).toEqual(['failed', 'refused', 'stored']);
  });

  it('refuses what has come by the wrong queue', async () => {
    const { failed, letters, storedIn } = await handle([anEvent('spike.detected')]);

    expect(failed).toEqual([]);
    expect(letters.map(({ reason }) => reason)).toEqual([
      'detail-type: expected push.scheduled, push.changed, push.sending, push.cancelled on the queue of push-event, got "spike.detected"',
    ]);
    expect(storedIn('live')).toEqual([]);
  });

  it('acknowledges what is none of our affair, and says why', async () => {
    const { world, lines, letters } = aFunctionsWorld();
    const foreign = anEvent('cloudwatch-alarm-state-change-alarm', { alarmName: 'disk-full' });

    expect(await handleEvents(aBatch(foreign), world, UNTIL, 'spike')).toEqual({ batchItemFailures: [] });
    expect(letters).toEqual([]);
    expect(lines).toEqual([
      { message: 'event ignored', messageId: 'm-0', reason: expect.stringContaining('disk-full') },
    ]);
  });
});

describe('a cluster that cannot be worked on', () => {
  it.each(['away', 'hanging', 'forbidden'] as const)(
    'that is %s has its messages come again, and those of others are done',
    async (health) => {
      const forBoth = anEvent('push.scheduled', { eventId: 'both' });
      const forLive = anEvent('push.scheduled', { eventId: 'one', clusters: ['live'] });

      const { failed, storedIn, lines } = await handle([forBoth, forLive], { health: { spare: health } });

      expect(failed).toEqual(['m-0']);
      expect(storedIn('live').map(({ stored }) => stored.eventId)).toEqual(['both', 'one']);
      const said = lines.find(({ message }) => message === 'event failed');
      expect(said).toMatchObject({ messageId: 'm-0', reason: expect.stringMatching(/^spare: /) });
    },
  );

  it('delays the others by nothing', async () => {
    const parts = aFunctionsWorld({ health: { spare: 'hanging' } });
    const answer = handleEvents(aBatch(PUSH), parts.world, UNTIL, 'push');

    await parts.clock.settle();

    expect(parts.clock.now()).toBe(START);
    expect(parts.storedIn('live')).toHaveLength(1);
    await parts.clock.advanceTo(UNTIL);
    expect((await answer).batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }]);
  });

  it('does not cost what is stored when only the reconcile fails', async () => {
    const { failed, storedIn } = await handle([PUSH]);

    // Of these clusters nothing but the surges of events can be read: every reconcile fails.
    expect(failed).toEqual([]);
    expect(storedIn('live')).toHaveLength(1);
  });
});

it('begins nothing when the time is up already: all of it comes again', async () => {
  const { world, storedIn, letters } = aFunctionsWorld();

  const { batchItemFailures } = await handleEvents(aBatch(PUSH, '{'), world, START, 'push');

  expect(batchItemFailures).toEqual([{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }]);
  expect([storedIn('live'), letters]).toEqual([[], []]);
});
