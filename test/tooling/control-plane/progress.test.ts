import { expect, test } from 'vitest';
import { formatSeconds, startStage } from '../../../scripts/control-plane/progress.ts';

function played(isTTY: boolean): string {
  const written: string[] = [];
  const stage = startStage('etcd v3.6.5', 'packages', { isTTY, write: (text) => written.push(text) });
  stage.step();
  stage.step();
  stage.done('built');
  return written.join('');
}

test('a pipe gets plain lines', () => {
  expect(played(false)).toMatch(/^built {4}etcd v3\.6\.5 +0 s {2}2 packages\n$/);
});

test('a terminal gets one line that is written over', () => {
  const text = played(true);

  expect(text.split('\n')).toHaveLength(2);
  expect(text.split('\r').at(-1)).toMatch(/^built {4}etcd/);
});

test.each([
  [19.4, '19 s'],
  [59.6, '1 min 0 s'],
  [206, '3 min 26 s'],
])('%d seconds are %s', (length, want) => {
  expect(formatSeconds(length)).toBe(want);
});
