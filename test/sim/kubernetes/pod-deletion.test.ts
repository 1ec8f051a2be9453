import { describe, expect, test } from 'vitest';
import { deletePod } from '../../../src/sim/kubernetes/pod-deletion.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod, NEWS_APP } from '../../support/kube-objects.ts';

describe('deletePod', () => {
  test('takes a pod without a node away at once', () => {
    const parts = bareParts();
    deletePod(parts, aPod(parts.api, aDeployment(parts.api, 0), 'p'), 'test');
    expect(parts.api.find('Pod', 'default', 'p')).toBeUndefined();
  });

  test('gives a pod on a node its grace, once, and takes it out of service now', async () => {
    const parts = bareParts();
    aNode(parts.api, 'a');
    const pod = aPod(parts.api, aDeployment(parts.api, 0, { graceSeconds: 45 }), 'p', 'a');
    expect(parts.pods.readyCountOf(NEWS_APP)).toBe(1);
    deletePod(parts, pod, 'test');
    expect(parts.pods.readyCountOf(NEWS_APP)).toBe(0);
    await parts.runTo(10);
    deletePod(parts, pod, 'test');
    const { deletionTimestamp } = parts.api.get('Pod', 'default', 'p').metadata;
    expect(deletionTimestamp).toBe('2026-11-22T18:00:45.000Z');
  });

  test('leaves another pod of the same name alone, and one that is gone', () => {
    const parts = bareParts();
    const owner = aDeployment(parts.api, 0);
    const first = aPod(parts.api, owner, 'p');
    parts.api.delete('Pod', 'default', 'p');
    deletePod(parts, first, 'test');
    aPod(parts.api, owner, 'p');
    deletePod(parts, first, 'test');
    expect(parts.api.find('Pod', 'default', 'p')).toBeDefined();
  });
});
