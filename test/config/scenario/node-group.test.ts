import { describe, expect, test } from 'vitest';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';
import { anInstant } from '../../support/an-instant.ts';

const nodeGroupOf = (text: string) => scenarioOf(text).cluster.nodeGroup;

describe('the node group', () => {
  test('has, by default, seven pods of 500m on a node and room for maxReplicas', () => {
    expect(nodeGroupOf('hpa: { maxReplicas: 400 }\n')).toEqual({
      allocatable: { cpu: '3920m', memory: '15Gi', pods: '110' },
      min: 1,
      max: 58,
      initial: 2,
      boot: { min: 60_000, max: 120_000 },
      outOfCapacity: [],
    });
  });

  const sized: Readonly<Record<string, readonly [text: string, want: object]>> = {
    'by memory': [
      'nodeGroup: { allocatable: { memory: 1Gi } }\nhpa: { maxReplicas: 40 }\n',
      { max: 10, initial: 3 },
    ],
    'by the number of pods': [
      'nodeGroup: { allocatable: { pods: 5 } }\nhpa: { maxReplicas: 40 }\n',
      { max: 8, initial: 2 },
    ],
    'by its own maximum': ['nodeGroup: { max: 1 }\n', { max: 1, initial: 1 }],
    'by its own minimum': ['nodeGroup: { min: 70 }\n', { min: 70, max: 70, initial: 70 }],
    'by the nodes it starts with': ['nodeGroup: { initial: 80 }\n', { max: 80, initial: 80 }],
    'by the ceiling that a surge may lift the maximum to': [
      'hpa: { maxReplicas: 40 }\nsurges: [{ name: a, startAt: 0, durationSeconds: 9, demand: { replicas: 60 }, ceiling: { raiseTo: 63 } }]\n',
      { max: 9 },
    ],
    'by twice what the peak needs where no HPA says': ['hpa: none\n', { max: 58 }],
  };
  test.each(Object.entries(sized))('is sized %s', (_, [text, want]) => {
    expect(nodeGroupOf(text)).toMatchObject(want);
  });

  test('is out of capacity from one moment to another', () => {
    const text = 'nodeGroup: { outOfCapacity: [{ from: 60, until: 2026-01-01T00:05:00+01:00 }] }\n';
    const from = anInstant('2026-01-01T00:01:00Z');

    expect(nodeGroupOf(`startAt: 2025-12-31T22:00:00Z\n${text}`).outOfCapacity).toEqual([
      { from: anInstant('2025-12-31T22:01:00Z'), until: anInstant('2025-12-31T23:05:00Z') },
    ]);
    expect(nodeGroupOf(text.replace('2026-01-01T00:05:00+01:00', '61')).outOfCapacity[0]?.from).toBe(from);
  });
});

describe('a node group is refused', () => {
  const refused: Readonly<Record<string, readonly [line: number, text: string, want: string]>> = {
    'whose min is above its max': [
      5,
      'nodeGroup: { min: 3, max: 2 }',
      'nodeGroup.max: expected at least the min of 3, got 2',
    ],
    'that starts with more nodes than it may have': [
      5,
      'nodeGroup: { max: 2, initial: 3 }',
      'nodeGroup.initial: expected a number of nodes from 1 to 2, got 3',
    ],
    'that starts with fewer nodes than it has to have': [
      5,
      'nodeGroup: { min: 2, initial: 1 }',
      'nodeGroup.initial: expected a number of nodes from 2 to 58, got 1',
    ],
    'on whose nodes the pod does not fit': [
      1,
      'nodeGroup: { allocatable: { cpu: 400m } }',
      'workload.requests.cpu: expected at most the 400m of a node, got "500m"',
    ],
    'whose nodes take no pod': [
      5,
      'nodeGroup: { allocatable: { pods: 0.5 } }',
      'nodeGroup.allocatable.pods: expected at least 1, got "0.5"',
    ],
    'whose outage ends before it begins': [
      5,
      'nodeGroup: { outOfCapacity: [{ from: 60, until: 60 }] }',
      'nodeGroup.outOfCapacity[0].until: expected an instant after from (2026-01-01T00:01:00.000Z), got 2026-01-01T00:01:00.000Z',
    ],
  };
  test.each(Object.entries(refused))('%s', (_, [line, text, want]) => {
    expect(problemsIn(`${WORKLOAD}${text}\n`)).toEqual([`s.yaml:${line}: ${want}`]);
  });
});
