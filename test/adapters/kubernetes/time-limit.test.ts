import { expect, test } from 'vitest';
import { endBy } from '../../../src/adapters/kubernetes/time-limit.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { follow } from '../../support/a-connection.ts';
import { NOON } from '../../support/an-api.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const LIMIT = plus(NOON, seconds(5));

/** A call that is answered when the test says so. */
function aCall(stop?: AbortSignal) {
  const clock = new VirtualClock(NOON);
  const answer = Promise.withResolvers<string>();
  let limit: AbortSignal | undefined;
  const outcome = follow(
    endBy(
      clock,
      LIMIT,
      (signal) => {
        limit = signal;
        return answer.promise;
      },
      stop,
    ),
  );
  return { clock, answer, outcome, isCut: () => limit?.aborted };
}

test('an answer in time is the answer, and nothing is cut off later', async () => {
  const { clock, answer, outcome, isCut } = aCall();
  answer.resolve('here');
  await clock.settle();
  expect(outcome).toEqual({ value: 'here' });
  await clock.advanceTo(plus(LIMIT, seconds(60)));
  expect(isCut()).toBe(false);
});

test('a call that is still under way by then is cut off, and that is a fault', async () => {
  const { clock, outcome, isCut } = aCall();
  await clock.advanceTo(plus(LIMIT, seconds(-1)));
  expect([outcome, isCut()]).toEqual([{}, false]);
  await clock.advanceTo(LIMIT);
  expect(outcome).toEqual({ error: new Unavailable('no answer in time') });
  expect(isCut()).toBe(true);
});

test('a fault of the call comes through as it is', async () => {
  const { clock, answer, outcome } = aCall();
  const fault = new Error('refused');
  answer.reject(fault);
  await clock.settle();
  expect(outcome).toEqual({ error: fault });
});

test('whoever stops does not wait for the answer', async () => {
  const stop = new AbortController();
  const { clock, outcome, isCut } = aCall(stop.signal);
  stop.abort();
  await clock.settle();
  expect([outcome.error, isCut()]).toEqual([expect.any(Unavailable), true]);
});
