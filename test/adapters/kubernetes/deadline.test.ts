import { expect, test } from 'vitest';
import { Deadline } from '../../../src/adapters/kubernetes/deadline.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-22T12:00:00Z');
const late = new Unavailable('late');

function aDeadline(caller?: AbortSignal) {
  const clock = new VirtualClock(START);
  return { clock, deadline: new Deadline({ clock, length: seconds(15), caller, late: () => late }) };
}

test('time is up with the fault, not sooner', async () => {
  const { clock, deadline } = aDeadline();
  await clock.advanceTo(plus(START, seconds(14.999)));
  expect(deadline.signal.aborted).toBe(false);
  await clock.advanceTo(plus(START, seconds(15)));
  expect(deadline.signal.reason).toBe(late);
});

test.each(['lift', 'end'] as const)('%s: time counts no longer', async (how) => {
  const { clock, deadline } = aDeadline();
  deadline[how]();
  await clock.advanceTo(plus(START, seconds(60)));
  expect(deadline.signal.aborted).toBe(false);
});

test('the caller counts until the end', () => {
  for (const [before, aborted] of [
    ['lift', true],
    ['end', false],
  ] as const) {
    const caller = new AbortController();
    const { deadline } = aDeadline(caller.signal);
    deadline[before]();
    caller.abort('enough');
    expect([before, deadline.signal.aborted, deadline.signal.reason as unknown]).toEqual([
      before,
      aborted,
      aborted ? 'enough' : undefined,
    ]);
  }
});

test('a caller that has ended is no beginning', () => {
  expect(aDeadline(AbortSignal.abort('enough')).deadline.signal.reason).toBe('enough');
});
