/**
 * Forescale on a real API server: from an event to a floor, a fleet raised, and what it costs to stand by. Beside it, in the
 * same run, the HPA alone behind a raised floor, the same work done by the client's own API classes, and what the API server
 * takes for the patches alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlane, startControlPlane } from '../cluster/support/control-plane.ts';
import { installForescale } from '../cluster/support/forescale.ts';
import type { Part } from '../cluster/support/part.ts';
import { timeEvents } from './cluster/event-times.ts';
import { deployFleet, makeReady, NAMESPACE, nameOf, patchAll } from './cluster/fleet.ts';
import { watchRaise } from './cluster/raise-watch.ts';
import {
  CLIENT_NODE,
  FLOOR_ONLY,
  FORESCALE,
  type Raiser,
  residentMebibytes,
  trafficBetween,
} from './cluster/raisers.ts';
import { type Bench, type Row, rowOf } from './measurement.ts';

const TARGETS = 1_000;
const EVENTS = 200;
/** Without those that make pods: they come at 8 a second, whoever raises, and would be waited for between the parts. */
const CONTROLLERS = ['horizontal-pod-autoscaler', 'serviceaccount', 'serviceaccount-token', 'namespace'];
const ONLY = `--controllers=${CONTROLLERS.map((name) => `${name}-controller`).join()}`;
const SURGES = `/apis/forescale.dev/v1alpha1/namespaces/${NAMESPACE}/surges`;
const STEADY_MILLIS = 60_000;
/** For surges of earlier parts to be looked at once more, and for watches to settle. */
const REST_MILLIS = 15_000;

export const benchCluster: Bench = async (tell) => {
  const plane = await startControlPlane({ flags: { controllerManager: [ONLY] } });
  try {
    tell('cluster: deploys a thousand targets');
    await installForescale(plane);
    await deployFleet(plane, TARGETS);
    await makeReady(plane.api, TARGETS, 1);
    return await measure(plane, tell);
  } finally {
    await plane.stop();
  }
};

async function measure(plane: ControlPlane, tell: (line: string) => void) {
  const fleet: Row[] = [];
  const steady: Row[] = [];
  const events: Row[] = [];
  const runs = [
    { raiser: FORESCALE, replicas: 3, withEvents: true },
    { raiser: CLIENT_NODE, replicas: 5, withEvents: true },
    { raiser: FLOOR_ONLY, replicas: 7, withEvents: false },
  ];
  for (const { raiser, replicas, withEvents } of runs) {
    tell(`cluster: ${raiser.label} raises ${TARGETS} targets to ${replicas}`);
    const part = await raiser.start(plane);
    await sleep(REST_MILLIS);
    fleet.push(await timeRaise(plane, part, raiser, replicas));
    if (raiser === FORESCALE) {
      tell('cluster: stands by for a minute');
      await makeReady(plane.api, TARGETS, replicas);
      // To be warm, and to have said so.
      await sleep(2 * REST_MILLIS);
      steady.push(await timeSteady(plane, part, raiser));
    }
    if (withEvents) {
      tell(`cluster: ${raiser.label} hears of ${EVENTS} events`);
      events.push(rowOf(raiser.label, ...(await timeEvents(plane.api, EVENTS, replicas + 1))));
    }
    await part.stop();
  }
  tell('cluster: the patches alone');
  await sleep(REST_MILLIS);
  fleet.push(await timePatches(plane, 9));
  return [
    { title: `from an event to its floor, ${EVENTS} events`, unit: 'ms', rows: events },
    { title: `${TARGETS} targets raised, until every Deployment asks for it`, unit: 's', rows: fleet },
    { title: `${TARGETS} targets held, for a minute`, unit: 'writes', rows: steady },
  ];
}

async function timeRaise(plane: ControlPlane, part: Part, { label }: Raiser, replicas: number): Promise<Row> {
  const watch = await watchRaise(plane);
  const from = new Date();
  const started = performance.now();
  await plane.api.create(SURGES, surgeOnAll(replicas));
  const { floorsMillis, deploymentsMillis } = await watch.until(replicas, started);
  watch.stop();
  const { requests, writes, throttled } = trafficBetween(plane, from, new Date());
  return rowOf(label, [deploymentsMillis / 1_000], {
    'floors, s': floorsMillis / 1_000,
    requests,
    writes,
    throttled,
    'memory, MiB': residentMebibytes(part),
  });
}

async function timePatches(plane: ControlPlane, replicas: number): Promise<Row> {
  const watch = await watchRaise(plane);
  const started = performance.now();
  await patchAll(plane.api, TARGETS, replicas);
  const { floorsMillis, deploymentsMillis } = await watch.until(replicas, started);
  watch.stop();
  return rowOf('the two patches alone', [deploymentsMillis / 1_000], {
    'floors, s': floorsMillis / 1_000,
    requests: 2 * TARGETS,
    writes: 2 * TARGETS,
  });
}

async function timeSteady(plane: ControlPlane, part: Part, { label }: Raiser): Promise<Row> {
  const from = new Date();
  await sleep(STEADY_MILLIS);
  const { requests, writes } = trafficBetween(plane, from, new Date());
  return rowOf(label, [writes], { requests, 'memory, MiB': residentMebibytes(part) });
}

/** From now on, for longer than the bench takes. */
function surgeOnAll(replicas: number): object {
  const start = new Date(Date.now() - 1_000).toISOString();
  const targets = Array.from({ length: TARGETS }, (_, index) => ({
    kind: 'HorizontalPodAutoscaler',
    name: nameOf(index),
  }));
  return {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'Surge',
    metadata: { name: `all-at-${replicas}`, namespace: NAMESPACE },
    spec: { start, durationSeconds: 7_200, targets, demand: { replicas }, leadSeconds: 0 },
  };
}
