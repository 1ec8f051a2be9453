/** What the functions work with: put together once in a process, faked in tests. */
import type { FunctionsConfig } from '../../config/functions/functions-config.ts';
import type { ShiftDeps } from '../../controllers/shift.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LivePorts } from '../../ports/cluster.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { FunctionsMeter } from '../../ports/functions-meter.ts';
import type { Log } from '../../ports/log.ts';
import type { NewsBus } from '../../ports/news.ts';
import { withFields } from './log-fields.ts';

/** The tick hears nobody: there is nothing that it might not understand. */
export type TickWorld = Omit<FunctionsWorld, 'deadLetters'>;

export interface FunctionsWorld {
  readonly config: FunctionsConfig;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  /** By its name in the configuration; throws a Fault. One that is dead never delays another. */
  readonly clusters: { open(name: string): Promise<LivePorts> };
  /** Undefined = nobody is told. */
  readonly news: NewsBus | undefined;
  readonly deadLetters: DeadLetters;
  readonly meter?: FunctionsMeter | undefined;
}

/** As many as the controller takes up by default: the connections to the API server bound them. */
const TARGETS_AT_ONCE = 1_000;

/** What the work on one cluster takes; its log says which. */
export const shiftOf = (world: TickWorld, cluster: string, ports: LivePorts): ShiftDeps => ({
  clock: world.clock,
  chance: world.chance,
  log: withFields(world.log, { cluster }),
  ports,
  config: { prescale: world.config.prescale, capacity: world.config.capacity },
  retention: world.config.retention,
  news: world.news,
  cluster,
  concurrency: TARGETS_AT_ONCE,
  passes: world.meter,
});
