import { expect, test } from 'vitest';
import { asInstant, formatInstant, minutes, plus } from '../../../../src/core/model/time.ts';
import {
  GOT_SCALE,
  limited,
  READY_FOR_NEW_SCALE,
  SCALE_DOWN_STABILIZED,
  withFindings,
} from '../../../../src/sim/kubernetes/hpa/conditions.ts';

const START = asInstant(Date.UTC(2026, 10, 22, 18));
const LATER = plus(START, minutes(1));
const since = (at: typeof START) => ({ lastTransitionTime: formatInstant(at) });

test('the last finding of a type counts', () => {
  const conditions = withFindings([], [GOT_SCALE, READY_FOR_NEW_SCALE, limited('DesiredWithinRange')], START);
  expect(conditions).toStrictEqual([
    { ...READY_FOR_NEW_SCALE, ...since(START) },
    { ...limited('DesiredWithinRange'), ...since(START) },
  ]);
});

test('the transition time moves with the status alone', () => {
  const before = withFindings([], [READY_FOR_NEW_SCALE, limited('DesiredWithinRange')], START);
  const after = withFindings(before, [SCALE_DOWN_STABILIZED, limited('ScaleUpLimit')], LATER);
  expect(after).toStrictEqual([
    { ...SCALE_DOWN_STABILIZED, ...since(START) },
    { ...limited('ScaleUpLimit'), ...since(LATER) },
  ]);
});

test('conditions that stay are the same object', () => {
  const before = withFindings([], [GOT_SCALE, limited('ScaleUpLimit')], START);
  expect(withFindings(before, [GOT_SCALE], LATER)).toBe(before);
});
