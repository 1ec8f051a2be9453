import { expect, test } from 'vitest';
import { Watchdog } from '../../src/controllers/watchdog.ts';
import { plus, seconds } from '../../src/core/model/time.ts';
import { anInstant } from '../support/an-instant.ts';

const START = anInstant('2026-11-22T18:00:00Z');

function aDog() {
  let passed = 0;
  const now = () => plus(START, seconds(passed));
  const dog = new Watchdog({ now });
  const pass = (count: number) => {
    passed += count;
  };
  return { dog, now, pass };
}

test('a process that runs no loop is well, however long', () => {
  const { dog, pass } = aDog();
  pass(1_000_000);
  expect(dog.complaint()).toBe(undefined);
});

test('a loop is well while it beats, and from its first moment', () => {
  const { dog, now, pass } = aDog();
  const pulse = dog.watch('prescale');
  for (let beat = 0; beat < 10; beat += 1) {
    pass(100);
    expect(dog.complaint()).toBe(undefined);
    pulse.beat(now());
  }
});

test('one that has gone silent is named, though others beat', () => {
  const { dog, now, pass } = aDog();
  dog.watch('prescale');
  const other = dog.watch('schedules');
  pass(121);
  other.beat(now());
  expect(dog.complaint()).toBe('loop prescale has taken no key for 121 s');
});

test('nothing is expected any more of loops that ended', () => {
  const { dog, pass } = aDog();
  dog.watch('prescale');
  dog.rest();
  pass(1_000);
  expect(dog.complaint()).toBe(undefined);
});

test('a loop beats often enough to be thought alive', () => {
  const { dog, now, pass } = aDog();
  const pulse = dog.watch('prescale');
  for (let passed = 0; passed < 3_600; passed += pulse.every / 1_000) {
    pulse.beat(now());
    pass(pulse.every / 1_000);
    expect(dog.complaint()).toBe(undefined);
  }
});
