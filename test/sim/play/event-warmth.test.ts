import { describe, expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { buildCluster } from '../../../src/sim/cluster.ts';
import type { WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { watchWarmth } from '../../../src/sim/play/event-warmth.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { aClusterSpec, aPush, aWorkload, OVER, PUSH } from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

/** A cluster without HPAs, whose workloads stand at so many replicas from thirty seconds after noon on. */
async function watch(workloads: readonly WorkloadSpec[], replicas: Readonly<Record<string, number>>) {
  const plain = workloads.map((workload) => ({ ...workload, hpa: undefined }));
  const spec = aClusterSpec({ workloads: plain });
  const roomy = { ...spec, nodeGroup: { ...spec.nodeGroup, initial: 3 } };
  const cluster = buildCluster(roomy, new Engine(NOON), seededRandom(7));
  await cluster.engine.runUntil(plus(NOON, seconds(20)));
  const warmth = watchWarmth(aPush({ cluster: aClusterSpec({ workloads }) }), cluster);
  cluster.engine.at(plus(NOON, seconds(30)), () => {
    for (const [name, count] of Object.entries(replicas))
      cluster.api.scale('Deployment', 'news', name, count, { manager: 'owner' });
  });
  await cluster.engine.runUntil(OVER);
  return warmth.results();
}

describe('an event is warm when the ready pods serve its highest load', () => {
  test('from when they do: ten pods, five to ten seconds after they were asked for', async () => {
    const [before] = await watch([aWorkload()], { app: 10 });
    expect(before).toBeGreaterThan((PUSH - NOON) / 1_000 - 41);
    expect(before).toBeLessThan((PUSH - NOON) / 1_000 - 35);
  });

  test('not with one fewer', async () => {
    expect(await watch([aWorkload()], { app: 9 })).toEqual([null]);
  });

  test('from the beginning, when they stood there before', async () => {
    expect(await watch([aWorkload({ replicas: 10 })], {})).toEqual([40]);
  });

  test('the pods of all workloads together', async () => {
    const both = [aWorkload({ replicas: 5 }), aWorkload({ name: 'other', replicas: 5 })];
    expect(await watch(both, { app: 10 })).toEqual([null]);
    expect((await watch(both, { app: 10, other: 10 }))[0]).toBeGreaterThan(0);
  });
});
