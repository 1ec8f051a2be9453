import { expect, test } from 'vitest';
import type { TargetSnapshot } from '../../../src/core/model/target.ts';
import { isAsleep, replicasAsked } from '../../../src/core/prescale/live-load.ts';
import { aDeployment, aTarget } from '../../support/a-target.ts';

const metric = (current: number, target: number) => ({ name: 'cpu', current, target });

test.each<[string, TargetSnapshot['metrics'], number | undefined]>([
  ['nothing measured', [], undefined],
  ['as much as the target', [metric(60, 60)], 10],
  ['rounds up', [metric(61, 60)], 11],
  ['but not for the last bits', [metric(0.3, 0.1)], 30],
  ['the metric that asks for most', [metric(10, 60), metric(120, 60)], 20],
  ['a target of zero says nothing', [metric(10, 0)], undefined],
  ['no load asks for none', [metric(0, 60)], 0],
])('%s', (_name, metrics, want) => {
  expect(replicasAsked(aTarget({ metrics }))).toBe(want);
});

test('an HPA sleeps at zero replicas, a Deployment is only small', () => {
  expect(isAsleep(aTarget({ replicas: 0 }))).toBe(true);
  expect(isAsleep(aTarget({ replicas: 1 }))).toBe(false);
  expect(isAsleep(aDeployment(0))).toBe(false);
});
