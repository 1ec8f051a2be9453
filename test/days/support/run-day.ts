/** Plays a day on the embedded cluster with real reconcilers, and keeps what the invariants are checked against. */

import type { SurgeNews } from '../../../src/core/model/surge-news.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import type { Log, LogFields } from '../../../src/ports/log.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { ForescaleProcess } from '../../../src/sim/client/forescale-process.ts';
import { buildCluster, deploy } from '../../../src/sim/cluster.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { clusterSpecOf } from './cluster-of-day.ts';
import { Intake } from './intake.ts';
import { Ledger } from './ledger.ts';
import { Owner } from './owner.ts';
import type { DayPlan, ProcessPlan } from './plan.ts';
import type { Cast, Complaint, Letters, Stage } from './stage.ts';
import type { WishBook } from './wish-book.ts';

export interface Day {
  readonly plan: DayPlan;
  readonly config: PrescaleConfig;
  readonly api: ApiServer;
  readonly book: WishBook;
  readonly ledger: Ledger;
  /** What the processes complained of that no fault explains. */
  readonly complaints: readonly Complaint[];
  /** Deliveries that were never acknowledged. */
  readonly pending: number;
  /** Where no controller watches, what is written is seen by the next tick. */
  readonly watched: boolean;
  readonly letters: Letters;
  readonly news: readonly SurgeNews[] | undefined;
  readonly nameOf: (eventId: string) => string;
}

export const runDay = (plan: DayPlan): Promise<Day> => playDay(plan, startControllers);

export async function playDay(plan: DayPlan, start: (plan: DayPlan, stage: Stage) => Cast): Promise<Day> {
  const engine = new Engine(plan.start);
  const random = seededRandom(plan.seed).fork('run');
  const config = parsePrescaleConfig(plan.settings);
  const spec = clusterSpecOf(plan);
  const { api } = buildCluster(spec, engine, random.fork('cluster'));
  const ledger = new Ledger(engine, api);
  const owner = new Owner({ engine, api, ledger });
  for (const workload of spec.workloads) deploy(workload, owner.book.wishes);
  const complaints: Complaint[] = [];
  const cast = start(plan, { engine, api, ledger, config, complaints, random });
  for (const delivery of plan.deliveries) engine.at(delivery.at, () => cast.deliver(delivery));
  for (const deletion of plan.deletions) engine.at(deletion.at, () => cast.delete(deletion));
  for (const act of plan.acts) engine.at(act.at, () => owner.perform(act));
  await engine.runUntil(plan.end);
  for (const { ref } of plan.targets)
    ledger.remark(
      'end',
      `${ref.name} at version ${owner.book.live(ref)?.metadata.resourceVersion ?? 'none'}`,
    );
  const { pending, watched, letters, news, nameOf } = cast;
  const seen = { pending, watched, letters, news, nameOf };
  return { plan, config, api, book: owner.book, ledger, complaints, ...seen };
}

function startControllers(plan: DayPlan, stage: Stage): Cast {
  for (const [index, process] of plan.processes.entries())
    startProcess(process, `forescale-${index + 1}`, stage);
  const { engine, api, ledger, random } = stage;
  return new Intake({ engine, api, ledger, random: random.fork('intake'), plan: plan.intake });
}

function startProcess(plan: ProcessPlan, name: string, parts: Stage): void {
  const { engine, api, ledger, config, random } = parts;
  const process = new ForescaleProcess({
    engine,
    api: ledger.signed(api, name),
    random: random.fork(name),
    config,
    faultRates: plan.faults,
    latency: plan.latency,
    skew: plan.skew,
    log: logOf(name, parts),
  });
  for (const at of plan.kills) engine.at(at, () => process.crash());
  process.start();
}

/** Faults that were put in are expected; anything else that stops a reconcile is not. */
export function logOf(
  process: string,
  { engine, ledger, complaints }: Pick<Stage, 'engine' | 'ledger' | 'complaints'>,
): Log {
  const line = (message: string, fields: LogFields) => `${message} ${JSON.stringify(fields)}`;
  return {
    info: (message, fields) => ledger.remark(process, line(message, fields)),
    warn: (message, fields) => {
      ledger.remark(process, line(message, fields));
      if (JUDGED_ELSEWHERE.has(message) || isExpected(fields)) return;
      complaints.push({ at: engine.now, process, text: line(message, fields) });
    },
  };
}

/** Of these letters.ts and news.ts are. */
const JUDGED_ELSEWHERE = new Set(['event refused', 'news not taken by the bus']);
/** By themselves, or after the word for a cluster; a conflict that is left to others. */
const EXPECTED = /(^|: )(Unavailable|Throttled|Conflict): /;

const isExpected = ({ disposition, error, reason }: LogFields): boolean =>
  disposition === 'throttled' ||
  ((disposition === 'retry' || disposition === undefined) && EXPECTED.test(String(error ?? reason)));
