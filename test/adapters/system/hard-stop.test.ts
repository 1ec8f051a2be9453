import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopHard } from '../../../src/adapters/system/hard-stop.ts';
import { seconds } from '../../../src/core/model/time.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function aStop(signal: AbortSignal) {
  const codes: number[] = [];
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  stopHard(signal, { grace: seconds(20), log, exit: (code) => codes.push(code) });
  return { codes, lines };
}

test('leaves a process alone that nobody asked to stop', () => {
  const { codes } = aStop(new AbortController().signal);
  vi.advanceTimersByTime(3_600_000);
  expect(codes).toEqual([]);
});

test('ends it when the grace is over, and says so', () => {
  const stop = new AbortController();
  const { codes, lines } = aStop(stop.signal);
  stop.abort();
  vi.advanceTimersByTime(19_999);
  expect(codes).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(codes).toEqual([1]);
  expect(lines).toEqual(['stopping', 'not stopped in time, ending at once']);
});

test('counts from now when it was asked to stop before', () => {
  const { codes } = aStop(AbortSignal.abort());
  vi.advanceTimersByTime(20_000);
  expect(codes).toEqual([1]);
});
