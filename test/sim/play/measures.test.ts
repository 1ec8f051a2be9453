import { expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { buildCluster } from '../../../src/sim/cluster.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { startMeasures } from '../../../src/sim/play/measures.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { aClusterSpec, aPush, aWorkload, steady } from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

test('counts from the instant it was started, up to now', async () => {
  const workloads = [aWorkload({ offeredRps: steady(25), hpa: undefined })];
  const spec = aClusterSpec({ workloads });
  const { engine, ...cluster } = buildCluster(spec, new Engine(NOON), seededRandom(7));
  await engine.runUntil(plus(NOON, minutes(1)));
  const scenario = aPush({ start: plus(NOON, minutes(1)), cluster: spec, events: [] });
  const measures = startMeasures({ engine, ...cluster }, workloads, scenario);
  expect(measures.describe()).toBe('2 ready, 0 requests lost');
  await engine.runUntil(plus(NOON, seconds(160)));
  expect(measures.describe()).toBe('2 ready, 500 requests lost');
  expect(measures.read()).toMatchObject({
    offeredRequests: 2_500,
    unservedRequests: 500,
    unservedSeconds: 100,
    podSeconds: 200,
    nodeSeconds: 200,
    maxReadyReplicas: 2,
    warmBeforeEventSeconds: [],
  });
  expect(measures.read().timeline.at(-1)).toMatchObject({
    secondsFromPush: 100,
    offeredRps: 25,
    servedRps: 20,
  });
});
