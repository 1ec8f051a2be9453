import { describe, expect, test } from 'vitest';
import { minutes } from '../../../src/core/model/time.ts';
import type { NodeGroupSpec, WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { clusterFor, STRATEGIES } from '../../../src/sim/play/strategy.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';
import { aClusterSpec, aPush, aWorkload, steady } from '../../support/a-small-scenario.ts';

const scenarioOf = (workload: Partial<WorkloadSpec>, group: Partial<NodeGroupSpec> = {}): Scenario => {
  const cluster = aClusterSpec({ workloads: [aWorkload(workload)] });
  return aPush({ cluster: { ...cluster, nodeGroup: { ...cluster.nodeGroup, ...group } } });
};

test('every strategy there is, the platform alone first', () => {
  expect(STRATEGIES).toEqual(['reactive', 'forescale', 'peak']);
});

test.each(['reactive', 'forescale'] as const)('%s plays the cluster as it is', (name) => {
  const scenario = aPush();
  expect(clusterFor(name, scenario)).toBe(scenario.cluster);
});

describe('peak', () => {
  const first = (scenario: Scenario): WorkloadSpec | undefined => clusterFor('peak', scenario).workloads[0];

  test('stands ready for the highest load and the headroom, all the time', () => {
    // A peak of 100 requests a second at 10 a pod, and a tenth more.
    expect(first(aPush())).toMatchObject({ replicas: 11, hpa: { minReplicas: 11, maxReplicas: 20 } });
  });

  test('lifts a maximum that is in the way', () => {
    const low = scenarioOf({ hpa: { minReplicas: 2, maxReplicas: 5 } });
    expect(first(low)).toMatchObject({ replicas: 11, hpa: { minReplicas: 11, maxReplicas: 11 } });
  });

  test('never stands below what there is', () => {
    const high = scenarioOf({ replicas: 15, hpa: { minReplicas: 18, maxReplicas: 20 } });
    expect(first(high)).toMatchObject({ replicas: 15, hpa: { minReplicas: 18, maxReplicas: 20 } });
  });

  test('of a workload without an HPA is its replicas', () => {
    expect(first(scenarioOf({ hpa: undefined }))).toMatchObject({ replicas: 11, hpa: undefined });
  });

  test('looks at the time of the run alone', () => {
    const scenario = { ...aPush(), duration: minutes(0.5) };
    expect(first(scenario)?.replicas).toBe(2);
  });

  const nodes: Readonly<Record<string, readonly [Partial<NodeGroupSpec>, number]>> = {
    'as many nodes as the pods take': [{ initial: 1 }, 2],
    'never fewer than there are': [{ initial: 5 }, 5],
    'never more than the group may have': [{ initial: 1, max: 1 }, 1],
  };
  test.each(Object.entries(nodes))('%s', (_, [group, expected]) => {
    expect(clusterFor('peak', scenarioOf({}, group)).nodeGroup.initial).toBe(expected);
  });

  test('nodes for all workloads', () => {
    const workloads = [aWorkload(), aWorkload({ name: 'other', replicas: 8, offeredRps: steady(10) })];
    const { nodeGroup } = clusterFor('peak', aPush({ cluster: aClusterSpec({ workloads }) }));
    expect(nodeGroup.initial).toBe(4);
  });
});
