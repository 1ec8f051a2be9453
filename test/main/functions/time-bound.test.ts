import { expect, it } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { within } from '../../../src/main/functions/time-bound.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { follow } from '../../support/a-connection.ts';
import { NOON } from '../../support/an-api.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const UNTIL = plus(NOON, seconds(10));

it('ends as the work does, and leaves no timer behind', async () => {
  const clock = new VirtualClock(NOON);
  let isWaiting = false;
  const watched = {
    now: () => clock.now(),
    wake: async (...asked: Parameters<VirtualClock['wake']>) => {
      isWaiting = true;
      await clock.wake(...asked);
      isWaiting = false;
    },
  };

  expect(await within(UNTIL, watched, async () => 'done')).toBe('done');
  await expect(
    within(UNTIL, watched, async () => {
      throw new RangeError('broken');
    }),
  ).rejects.toThrow('broken');

  await clock.settle();
  expect(isWaiting).toBe(false);
});

it('ends when the time is up, and says when that was', async () => {
  const clock = new VirtualClock(NOON);
  const hanging = within(UNTIL, clock, () => new Promise(() => {}));
  const outcome = follow(hanging);

  await clock.advanceTo(UNTIL);
  await clock.settle();

  expect(outcome.error).toBeInstanceOf(Unavailable);
  expect(outcome.error).toMatchObject({
    message: expect.stringMatching(/^not done by \d{4}-.*, when this invocation has to end$/),
  });
});

it('does not begin when the time is up already', async () => {
  let hasBegun = false;
  const late = within(NOON, new VirtualClock(NOON), async () => {
    hasBegun = true;
  });

  await expect(late).rejects.toThrow(Unavailable);
  expect(hasBegun).toBe(false);
});
