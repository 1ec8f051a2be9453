/**
 * A node group that is raised ahead of pods, on the embedded cluster in the shifts of the functions: no CapacityBuffers, a
 * surge from 10 to 80 replicas whose floor has the lead that pods take to start, and no more.
 */
import { describe, expect, test } from 'vitest';
import { runShift } from '../../src/controllers/shift.ts';
import { parseCapacityConfig } from '../../src/core/capacity/config.ts';
import { asMillis, minutes, plus, seconds } from '../../src/core/model/time.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import { Connection } from '../../src/sim/client/connection.ts';
import { Faults, NO_FAULTS } from '../../src/sim/client/faults.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { follow } from '../support/a-connection.ts';
import { aSimCluster, secondsIn } from '../support/a-sim-cluster.ts';
import { aSurge } from '../support/a-surge.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER } from '../support/an-api.ts';
import { aDeployment, NEWS_APP } from '../support/kube-objects.ts';
import { livePortsOn } from '../support/live-ports.ts';
import { silentLog } from '../support/silent-log.ts';
import { simLever } from '../support/sim-node-groups.ts';

const PUSH = 2_400;
const LEAD = 65;
/** Longer than Cluster Autoscaler leaves a node that nobody needs. */
const NODE_LEAD = 900;
const [namespace = '', name = ''] = NEWS_APP.split('/');

async function aPush(seed: number, nodesFirst: boolean) {
  const cluster = aSimCluster({ seed, autoscaler: { capacityBuffers: false } });
  const { engine, api, pods, group, readyNodes, runTo } = cluster;
  aDeployment(api, 10);
  const { lever, minimums, recorded } = simLever(group);
  const surge = aSurge({
    id: 'default/push',
    targets: [{ ref: { kind: 'Deployment', namespace, name } }],
    start: secondsIn(PUSH),
    end: secondsIn(PUSH + 600),
    lead: seconds(LEAD),
    demand: { kind: 'replicas', replicas: 80 },
    nodeLead: nodesFirst ? seconds(NODE_LEAD) : undefined,
  });
  api.create('Surge', surgeManifest(surge), BY_OWNER);
  engine.every(minutes(1), secondsIn(1_200), () => tick());
  const standing = () => ({ ready: pods.readyCountOf(NEWS_APP), nodes: readyNodes() });
  await runTo(PUSH - LEAD - 5);
  const beforeRaise = standing();
  await runTo(PUSH);
  const atStart = standing();
  await runTo(PUSH + 6_000);
  return { beforeRaise, atStart, atEnd: standing(), min: group.min, minimums, isRecorded: recorded() };

  function tick(): void {
    const connection: Connection = new Connection({
      engine,
      api,
      faults: new Faults(NO_FAULTS, seededRandom(seed)),
      latency: asMillis(50),
      onCrash: () => {},
    });
    const deps = {
      clock: new ProcessClock(engine, asMillis(0), () => connection.dead),
      chance: () => 0.5,
      log: silentLog,
      ports: { ...livePortsOn(connection), nodeGroups: lever },
      config: { prescale: DEFAULTS, capacity: parseCapacityConfig({ nodeGroupsFirst: true }) },
      retention: minutes(60),
      news: undefined,
      concurrency: 10,
    };
    follow(runShift(deps, plus(engine.now, seconds(55)), new AbortController().signal));
    engine.stir();
  }
}

describe.each([7, 101, 102])('a push, seed %i', (seed) => {
  test('finds its pods Ready when its nodes were there first, and only then', async () => {
    const [first, after] = [await aPush(seed, true), await aPush(seed, false)];
    // Seven pods to a node.
    expect(first.beforeRaise).toEqual({ ready: 10, nodes: 12 });
    expect(first.atStart.ready).toBe(80);
    expect(after.beforeRaise.nodes).toBe(2);
    expect(after.atStart.ready).toBeLessThan(80);
  });

  test('leaves the group as its owner wants it, and its nodes to the autoscaler', async () => {
    const { min, minimums, isRecorded, atEnd } = await aPush(seed, true);
    expect([min, isRecorded, minimums.at(-1)]).toEqual([1, false, 1]);
    expect(atEnd).toEqual({ ready: 10, nodes: 2 });
    // Up, and back: nothing in between.
    expect(minimums).toEqual([12, 1]);
  });
});
