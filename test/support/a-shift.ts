/** Shifts on an API server without controllers: pods are ready when the test says so. */
import { reconcileTouched, runShift, type ShiftDeps, type Touched } from '../../src/controllers/shift.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import { asMillis, type Instant, minutes, plus, seconds } from '../../src/core/model/time.ts';
import type { LivePorts } from '../../src/ports/cluster.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import type { Connection } from '../../src/sim/client/connection.ts';
import type { FaultRates } from '../../src/sim/client/faults.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { CAPACITY_DEFAULTS } from './a-capacity.ts';
import { aConnection, follow } from './a-connection.ts';
import { aSurge } from './a-surge.ts';
import { DEFAULTS } from './a-world.ts';
import { BY_OWNER, deploymentDraft, hpaDraft, NOON } from './an-api.ts';
import { livePortsOn } from './live-ports.ts';

export const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
export const inSeconds = (count: number): Instant => plus(NOON, seconds(count));

/** Raised a minute before it starts, half a minute after noon when nothing else is said. */
export const aPush = (over: Partial<Surge> = {}): Surge =>
  aSurge({
    targets: [{ ref: APP }],
    start: inSeconds(90),
    end: inSeconds(600),
    lead: minutes(1),
    demand: { kind: 'replicas', replicas: 8 },
    ...over,
  });

export function aShiftWorld(rates: Partial<FaultRates> = {}) {
  const parts = aConnection(rates);
  const { api, engine, connect } = parts;
  const warnings: string[] = [];
  let processes = 0;
  /** A process of its own. */
  const depsOn = (connection: Connection): ShiftDeps => ({
    clock: new ProcessClock(engine, asMillis(0), () => connection.dead),
    chance: () => 0.5,
    log: { info: () => {}, warn: (message, { key }) => warnings.push(`${String(key)}: ${message}`) },
    ports: livePortsOn(connection),
    config: { prescale: DEFAULTS, capacity: CAPACITY_DEFAULTS },
    retention: minutes(15 * 24 * 60),
    news: undefined,
    concurrency: 10,
  });
  const start = (
    until: Instant,
    over: (ports: LivePorts) => Partial<LivePorts> = () => ({}),
    and: Partial<ShiftDeps> = {},
  ) => {
    processes += 1;
    const connection = connect(rates, processes);
    const stop = new AbortController();
    const deps = { ...depsOn(connection), ...and };
    const ports = { ...deps.ports, ...over(deps.ports) };
    const outcome = follow(runShift({ ...deps, ports }, until, stop.signal));
    engine.stir();
    return { outcome, connection, stop };
  };
  const touch = (
    until: Instant,
    touched: Touched,
    over: (ports: LivePorts) => Partial<LivePorts> = () => ({}),
    and: Partial<ShiftDeps> = {},
  ) => {
    processes += 1;
    const connection = connect(rates, processes);
    const deps = { ...depsOn(connection), ...and };
    const ports = { ...deps.ports, ...over(deps.ports) };
    const outcome = follow(reconcileTouched(touched, { ...deps, ports }, until));
    engine.stir();
    return { outcome, connection };
  };
  const store = (...surges: readonly Surge[]): void => {
    for (const surge of surges) api.create('Surge', surgeManifest(surge), BY_OWNER);
  };
  const addTarget = (name: string): TargetRef => {
    api.create('HorizontalPodAutoscaler', hpaDraft(name), BY_OWNER);
    api.create('Deployment', deploymentDraft(name), BY_OWNER);
    return { ...APP, name };
  };
  const ready = (count: number, name = 'app'): void =>
    void api.patchStatus('Deployment', 'news', name, { status: { readyReplicas: count } }, BY_OWNER);
  const floor = (name = 'app'): number | undefined =>
    api.get('HorizontalPodAutoscaler', 'news', name).spec.minReplicas;
  return { ...parts, warnings, start, touch, store, addTarget, ready, floor };
}
