import { expect, test } from 'vitest';
import { abortOnInterrupt } from '../../../src/adapters/system/interrupt.ts';

test('the first interrupt asks to stop, the second does not wait', () => {
  const codes: number[] = [];
  const listeners: (() => void)[] = [];
  const signal = abortOnInterrupt({
    on: (_, listener) => listeners.push(listener),
    exit: (code) => codes.push(code),
  });
  const interrupt = () => listeners.forEach((listener) => listener());
  expect(signal.aborted).toBe(false);
  interrupt();
  expect([signal.aborted, codes]).toEqual([true, []]);
  interrupt();
  expect(codes).toEqual([130]);
});
