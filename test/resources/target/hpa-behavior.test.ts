import type { V2HPAScalingRules } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { isFilledIn } from '../../../src/resources/target/hpa-behavior.ts';
import { anApi, BY_OWNER, hpaDraft } from '../../support/an-api.ts';

describe('a behavior that only the server filled in', () => {
  const cases: Readonly<Record<string, readonly [V2HPAScalingRules, V2HPAScalingRules, boolean]>> = {
    'an empty one': [{}, {}, true],
    'one with a window for the way down': [{}, { stabilizationWindowSeconds: 30 }, true],
    'one with a window for the way up': [{ stabilizationWindowSeconds: 30 }, {}, false],
    'one with a policy down': [{}, { selectPolicy: 'Disabled' }, false],
    'one with a tolerance': [{}, { tolerance: '0.05' }, false],
  };
  test.each(Object.entries(cases))('%s', (_, [scaleUp, scaleDown, expected]) => {
    const { api } = anApi();
    const draft = hpaDraft('app', { behavior: { scaleUp, scaleDown } });
    const { behavior = {} } = api.create('HorizontalPodAutoscaler', draft, BY_OWNER).spec;
    expect(isFilledIn(behavior)).toBe(expected);
  });
});
