import { expect, test } from 'vitest';
import { abortOnInterrupt } from '../../../src/adapters/system/interrupt.ts';

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('the first %s asks to stop, the second does not wait', (name, code) => {
  const codes: number[] = [];
  const listeners = new Map<string, () => void>();
  const signal = abortOnInterrupt({
    on: (event, listener) => listeners.set(event, listener),
    exit: (exitCode) => codes.push(exitCode),
  });
  const send = () => listeners.get(name)?.();
  expect(signal.aborted).toBe(false);
  send();
  expect([signal.aborted, codes]).toEqual([true, []]);
  send();
  expect(codes).toEqual([code]);
});
