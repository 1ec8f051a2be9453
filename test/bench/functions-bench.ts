/**
 * What the functions cost to start and to run, next to a straightforward handler on the Kubernetes client's own classes and
 * the same clients of the AWS SDK, bundled in the same way. Every start is a process of its own, by turns.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spreadOf } from '../support/spread.ts';
import { startWorld } from './functions/bench-world.ts';
import { type Bundle, bundle } from './functions/bundles.ts';
import { type Start, startFresh } from './functions/fresh-process.ts';
import { floorAfter, pushBatches } from './functions/push-events.ts';
import { type Bench, type Row, rowOf } from './measurement.ts';

const STARTS = 21;
const FIRST_EVENTS = 11;
const WARM_EVENTS = 200;

interface Measured {
  readonly label: string;
  readonly entry: string;
  readonly events: (count: number) => readonly unknown[];
  /** What floor the events leave; undefined where they raise none. */
  readonly floor: ((count: number) => number) | undefined;
}

const pushes = (count: number) => pushBatches(count, 'push.scheduled');
const MEASURED: readonly Measured[] = [
  { label: 'push-event', entry: 'functions/push-event.ts', events: pushes, floor: floorAfter },
  {
    label: 'spike-event',
    entry: 'functions/spike-event.ts',
    events: (count) => pushBatches(count, 'spike.detected'),
    floor: floorAfter,
  },
  {
    label: 'tick, nothing due',
    entry: 'functions/tick.ts',
    events: (count) => Array.from({ length: count }, () => ({})),
    floor: undefined,
  },
  {
    label: 'the client’s own classes, a push',
    entry: 'test/bench/functions/baseline-handler.ts',
    events: pushes,
    floor: floorAfter,
  },
];

export const benchFunctions: Bench = async (tell) => {
  const folder = await mkdtemp(join(tmpdir(), 'forescale-bench-'));
  try {
    const bundles: (Measured & Bundle)[] = [];
    for (const one of MEASURED) bundles.push({ ...one, ...(await bundle(one.entry, folder)) });
    return [
      { title: 'a bundle, loaded', unit: 'ms', rows: await timeLoads(bundles, tell) },
      { title: 'the first event of a process', unit: 'ms', rows: await timeFirstEvents(bundles, tell) },
      {
        title: `${WARM_EVENTS} events of a process, after the first`,
        unit: 'ms',
        rows: await timeWarmEvents(bundles, tell),
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
};

async function timeLoads(bundles: readonly (Measured & Bundle)[], tell: (line: string) => void) {
  const starts = await byTurns(bundles, STARTS, (one) => start(one, 0), tell, 'loads');
  return bundles.map(({ label, bytes, gzipped }, index): Row => {
    const loads = starts[index] ?? [];
    return rowOf(
      label,
      loads.map(({ loadMillis }) => loadMillis),
      {
        'CPU, ms': spreadOf(loads.map(({ loadCpuMillis }) => loadCpuMillis)).median,
        'bundle, KiB': bytes / 1_024,
        'gzipped, KiB': gzipped / 1_024,
        'resident, MiB': spreadOf(loads.map(({ loadedMebibytes }) => loadedMebibytes)).median,
      },
    );
  });
}

async function timeFirstEvents(bundles: readonly (Measured & Bundle)[], tell: (line: string) => void) {
  const starts = await byTurns(bundles, FIRST_EVENTS, (one) => start(one, 1), tell, 'first events');
  return bundles.map(({ label }, index): Row => {
    const firsts = starts[index] ?? [];
    return rowOf(
      label,
      firsts.map(({ eventMillis: [first = Number.NaN] }) => first),
      {
        'with the load': spreadOf(
          firsts.map(({ loadMillis, eventMillis: [first = Number.NaN] }) => loadMillis + first),
        ).median,
        'resident, MiB': spreadOf(firsts.map(({ mebibytes }) => mebibytes)).median,
      },
    );
  });
}

async function timeWarmEvents(bundles: readonly (Measured & Bundle)[], tell: (line: string) => void) {
  const rows: Row[] = [];
  for (const one of bundles) {
    tell(`functions: ${one.label}, warm`);
    const { eventMillis, mebibytes } = await start(one, WARM_EVENTS + 1);
    const warm = eventMillis.slice(1);
    const sorted = warm.toSorted((a, b) => a - b);
    rows.push(
      rowOf(one.label, warm, {
        p99: sorted[Math.ceil(0.99 * sorted.length) - 1] ?? Number.NaN,
        'resident, MiB': mebibytes,
      }),
    );
  }
  return rows;
}

async function byTurns<T, R>(
  all: readonly T[],
  rounds: number,
  run: (one: T) => Promise<R>,
  tell: (line: string) => void,
  what: string,
): Promise<readonly (readonly R[])[]> {
  const results: R[][] = all.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    tell(`functions: ${what}, ${round + 1} of ${rounds}`);
    for (const [index, one] of all.entries()) results[index]?.push(await run(one));
  }
  return results;
}

/** A figure of work that was not done is none: the floor and the answers say that it was. */
async function start({ label, path, events, floor }: Measured & Bundle, count: number): Promise<Start> {
  const world = await startWorld();
  try {
    const started = await startFresh(path, world.env, events(count));
    if (floor !== undefined && count > 0 && world.floor() !== floor(count))
      throw new Error(
        `${label}: expected a floor of ${floor(count)}, got ${world.floor()}: ${JSON.stringify(started.answers[0])}`,
      );
    return started;
  } finally {
    await world.close();
  }
}
