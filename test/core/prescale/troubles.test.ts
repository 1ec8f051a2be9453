import { describe, expect, test } from 'vitest';
import type { SurgeCondition } from '../../../src/core/model/surge.ts';
import { troublesOf } from '../../../src/core/prescale/troubles.ts';
import { aSurgeOn } from '../../support/a-state.ts';

const on = (...conditions: readonly SurgeCondition[]) =>
  troublesOf(aSurgeOn(conditions.map((condition) => ({ conditions: [condition] }))));
const fight = (manager: string, message = `${manager} keeps setting it back`): SurgeCondition => ({
  type: 'Contended',
  message,
  manager,
});

test('no trouble, no condition', () => {
  expect(troublesOf(aSurgeOn([{}, undefined]))).toEqual([]);
});

test.each<[SurgeCondition['type'], string, string]>([
  ['Capped', 'Capped', 'MaximumReached'],
  ['Contended', 'Contended', 'SetBackByOthers'],
  ['Controlled', 'Degraded', 'Controlled'],
  ['Paused', 'Degraded', 'Paused'],
  ['ProfileMissing', 'Degraded', 'ProfileMissing'],
  ['TargetMissing', 'Degraded', 'TargetMissing'],
])('%s on a target is %s, for the reason %s', (type, want, reason) => {
  expect(on({ type, message: 'told' })).toMatchObject([{ type: want, status: 'True', reason }]);
});

describe('of many targets', () => {
  const many = (count: number) =>
    on(
      ...Array.from(
        { length: count },
        (_, index): SurgeCondition => ({ type: 'Capped', message: `target ${index}` }),
      ),
    );

  test('a few are told', () => {
    expect(many(5)[0]?.message).toBe('target 0; target 1; target 2; target 3; target 4');
    expect(many(1_000)[0]?.message).toBe('target 0; target 1; target 2; target 3; target 4; and 995 more');
  });

  test('a fight over a thousand of them stays short', () => {
    const [contended] = on(...Array.from({ length: 1_000 }, (_, index) => fight(`argocd-${index % 3}`)));
    expect(contended?.message.length).toBeLessThan(10_000);
  });
});

test('everybody who fights is told what to do', () => {
  const [contended] = on(
    fight('argocd-controller'),
    fight('kustomize-controller'),
    fight('argocd-controller'),
  );
  expect(contended?.message).toContain('argocd-controller keeps setting it back; kustomize-controller keeps');
  expect(contended?.message.match(/In the Argo CD Application/g)).toHaveLength(1);
  expect(contended?.message).toContain('name: app-1');
  expect(contended?.message).toContain('name: app-3');
  expect(contended?.message.match(/In the Flux Kustomization/g)).toHaveLength(1);
});
