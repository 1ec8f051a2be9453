/** Every real run with its replays: what the test checks and docs/simulator.md shows. */
import { FLEET_SEEDS, fleetRows, replayFleet } from './fleet-replay.ts';
import { type Replay, replay, SEEDS } from './push-replay.ts';
import { figureRows, firstStepRow, stepRows } from './push-rows.ts';
import type { FleetRun, ReferenceRun } from './reference-runs.ts';
import { type Row, renderTable } from './reference-table.ts';

export interface PushComparison {
  readonly replays: readonly Replay[];
  /** Compared with a margin. */
  readonly rows: readonly Row[];
  /** Compared with the spread of the seeds. */
  readonly byChance: Row;
  readonly table: string;
}

export async function comparePush(run: ReferenceRun): Promise<PushComparison> {
  const replays = await Promise.all(SEEDS.map((seed) => replay(run.metric, seed)));
  const figures = figureRows(run, replays);
  const byChance = firstStepRow(run, replays);
  const steps = stepRows(run, replays);
  const table = renderTable(`a push, HPA on ${run.metric}`, [...figures, byChance, ...steps]);
  return { replays, rows: [...figures, ...steps], byChance, table };
}

export interface FleetComparison {
  readonly rows: readonly Row[];
  readonly table: string;
}

export async function compareFleet(run: FleetRun): Promise<FleetComparison> {
  const replays = await Promise.all(FLEET_SEEDS.map((seed) => replayFleet(run, seed)));
  const rows = fleetRows(run, replays);
  return { rows, table: renderTable(`a thousand HPAs raised by ${run.lever}`, rows) };
}
