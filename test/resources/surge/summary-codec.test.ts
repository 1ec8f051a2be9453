import { describe, expect, test } from 'vitest';
import { readSummary, summaryPatch } from '../../../src/resources/surge/summary-codec.ts';
import { aState, aSurgeOn, summaryOf } from '../../support/a-state.ts';
import { at } from '../../support/a-surge.ts';

const SUMMARY = summaryOf(aState(aSurgeOn([{ phase: 'Warm' }])), at(18));
const { status } = summaryPatch(SUMMARY);

test('what was written is read', () => {
  expect(readSummary(JSON.parse(JSON.stringify(status)))).toEqual(SUMMARY);
});

test('is written as Kubernetes has it: whole seconds, beside what is said of targets', () => {
  expect(status).toMatchObject({
    observedGeneration: 1,
    phase: 'Warm',
    conditions: [
      { type: 'Accepted', status: 'True', lastTransitionTime: '2026-11-22T18:00:00Z' },
      { type: 'Warm', status: 'True', observedGeneration: 1 },
    ],
  });
  expect(status).not.toHaveProperty('targets');
});

describe('is none', () => {
  test.each<[string, unknown]>([
    ['before the first time', { targets: {} }],
    ['without a status', undefined],
    ['of a phase that there is not', { ...(status as object), phase: 'Hot' }],
    [
      'with a time that is none',
      { ...(status as object), conditions: [{ ...SUMMARY.conditions[0], lastTransitionTime: 'now' }] },
    ],
  ])('%s', (_name, found) => {
    expect(readSummary(found)).toBeUndefined();
  });
});
