import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../../src/sim/api/objects.ts';
import { aSimCluster, START } from '../../../support/a-sim-cluster.ts';
import { aBuffer, aDeployment, scale } from '../../../support/kube-objects.ts';

const KINDS: readonly Kind[] = ['Pod', 'Node', 'Deployment', 'PodDisruptionBudget', 'CapacityBuffer'];

/** Every write on the cluster, with its second. */
function logged(seed: number) {
  const cluster = aSimCluster({ seed });
  const log: string[] = [];
  for (const kind of KINDS)
    cluster.api.watch(kind, ({ type, object }) => {
      log.push(`${(cluster.engine.now - START) / 1_000} ${type} ${kind} ${object.metadata.name}`);
    });
  return { ...cluster, log };
}

/** The seconds, modulo the scan period, at which nodes were asked for. */
async function phasesOf(seed: number): Promise<number[]> {
  const { api, log, runTo } = logged(seed);
  aDeployment(api, 10);
  for (const [second, replicas] of [
    [60, 30],
    [99, 50],
    [144, 90],
  ] as const) {
    await runTo(second);
    scale(api, replicas);
  }
  await runTo(180);
  return log
    .filter((line) => line.includes('ADDED Node'))
    .map((line) => Math.round((Number(line.split(' ')[0]) % 10) * 1e6) / 1e6);
}

describe('scans', () => {
  test('come every ten seconds, at a phase of the seed', async () => {
    const phases = await phasesOf(7);
    expect(phases.length).toBeGreaterThan(3);
    expect(new Set(phases).size).toBe(1);
    expect(await phasesOf(7)).toStrictEqual(phases);
    expect((await phasesOf(8))[0]).not.toBe(phases[0]);
  });

  test('write nothing once all is settled', async () => {
    const { api, log, runTo } = logged(7);
    aDeployment(api, 30);
    aBuffer(api, 20);
    await runTo(7_200);
    log.length = 0;
    await runTo(14_400);
    expect(log).toStrictEqual([]);
  });

  test('replay write for write', async () => {
    const play = async (): Promise<string[]> => {
      const { api, log, runTo } = logged(7);
      aDeployment(api, 40);
      await runTo(600);
      scale(api, 9);
      await runTo(3_600);
      return log;
    };
    const first = await play();
    expect(first.length).toBeGreaterThan(200);
    expect(await play()).toStrictEqual(first);
  });
});
