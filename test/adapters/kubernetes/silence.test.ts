import { expect, test } from 'vitest';
import { Silence } from '../../../src/adapters/kubernetes/silence.ts';
import { asMillis, plus, seconds } from '../../../src/core/model/time.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-22T12:00:00Z');
const NONE = asMillis(0);

function aSilence() {
  const clock = new VirtualClock(START);
  const caller = new AbortController();
  const silence = new Silence(clock, seconds(100), caller.signal);
  return { clock, caller, silence, pass: (count: number) => clock.advanceTo(plus(START, seconds(count))) };
}

test('is too long when it is', async () => {
  const { silence, pass } = aSilence();
  await pass(99);
  expect(silence.tooLong).toBeUndefined();
  await pass(100);
  expect(silence.tooLong).toBe(seconds(100));
  expect(silence.signal.aborted).toBe(true);
});

test('begins anew with what is heard', async () => {
  const { silence, pass } = aSilence();
  await pass(60);
  silence.heard();
  await pass(159);
  expect(silence.signal.aborted).toBe(false);
  await pass(160);
  expect(silence.signal.aborted).toBe(true);
});

test('that is allowed becomes shorter, never longer', async () => {
  const { silence, pass } = aSilence();
  await pass(20);
  silence.tighten(seconds(50));
  silence.tighten(seconds(500));
  await pass(49);
  expect(silence.signal.aborted).toBe(false);
  await pass(50);
  expect(silence.tooLong).toBe(seconds(50));
});

test('is over with its caller, which is no silence', () => {
  const { silence, caller } = aSilence();
  caller.abort('enough');
  expect([silence.signal.reason, silence.tooLong]).toEqual(['enough', undefined]);
  expect(new Silence(new VirtualClock(START), NONE, caller.signal).signal.reason).toBe('enough');
});

test('counts no longer after the end', async () => {
  const { silence, pass, clock } = aSilence();
  silence.end();
  await clock.settle();
  await pass(1_000);
  expect(silence.signal.aborted).toBe(false);
});
