import { describe, expect, test } from 'vitest';
import { type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { buildCluster } from '../../../src/sim/cluster.ts';
import type { WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { recordTimeline } from '../../../src/sim/play/recorder.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { aClusterSpec, aWorkload, steady } from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

/** A run that begins at noon, its zero a minute after. */
async function record(length: Millis, workloads: readonly WorkloadSpec[] = [aWorkload()]) {
  const cluster = buildCluster(aClusterSpec({ workloads }), new Engine(NOON), seededRandom(7));
  const until = plus(NOON, length);
  const push = plus(NOON, minutes(1));
  const points = recordTimeline(cluster, workloads, { from: NOON, until, push });
  await cluster.engine.runUntil(plus(until, minutes(5)));
  return points;
}

describe('points', () => {
  test('every five seconds, both ends included, counted from the push', async () => {
    const points = await record(minutes(2));
    expect(points.map(({ secondsFromPush }) => secondsFromPush)).toEqual(
      Array.from({ length: 25 }, (_, index) => -60 + 5 * index),
    );
  });

  test('the last one before an end that is no multiple', async () => {
    const points = await record(seconds(23));
    expect(points.at(-1)?.secondsFromPush).toBe(-40);
  });

  test('every minute of a run of more than six hours', async () => {
    const fine = await record(minutes(360));
    expect(fine).toHaveLength(360 * 12 + 1);
    const coarse = await record(minutes(361));
    expect(coarse.map(({ secondsFromPush }) => secondsFromPush)).toEqual(
      Array.from({ length: 362 }, (_, index) => 60 * index - 60),
    );
  });
});

test('what a bystander sees: nothing first, then pods and nodes as they come', async () => {
  const points = await record(minutes(2));
  expect(points[0]).toEqual({
    secondsFromPush: -60,
    offeredRps: 10,
    servedRps: 0,
    pods: 0,
    unscheduledPods: 0,
    readyPods: 0,
    desiredReplicas: 0,
    nodes: 2,
    readyNodes: 2,
    floor: 2,
  });
  expect(points[12]).toMatchObject({
    offeredRps: 10,
    servedRps: 10,
    pods: 2,
    readyPods: 2,
    desiredReplicas: 2,
  });
});

test('all workloads together; no more is served than the pods can, nor than is offered', async () => {
  const workloads = [
    aWorkload({ offeredRps: steady(50), hpa: undefined }),
    aWorkload({ name: 'other', replicas: 3, offeredRps: steady(5) }),
  ];
  const points = await record(minutes(1), workloads);
  expect(points.at(-1)).toMatchObject({ offeredRps: 55, servedRps: 25, pods: 5, readyPods: 5, floor: 2 });
});

test('pods that fit nowhere are unscheduled', async () => {
  const points = await record(seconds(5), [aWorkload({ replicas: 16 })]);
  expect(points.at(-1)).toMatchObject({ pods: 16, unscheduledPods: 2, readyPods: 0 });
});
