/** Plays a day on the embedded cluster with real controllers, and keeps what the invariants are checked against. */
import type { Instant } from '../../../src/core/model/time.ts';
import { type PrescaleConfig, parsePrescaleConfig } from '../../../src/core/prescale/config.ts';
import type { Log, LogFields } from '../../../src/ports/log.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { ForescaleProcess } from '../../../src/sim/client/forescale-process.ts';
import { buildCluster, deploy } from '../../../src/sim/cluster.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { type Random, seededRandom } from '../../../src/sim/random.ts';
import { clusterSpecOf } from './cluster-of-day.ts';
import { Intake } from './intake.ts';
import { Ledger } from './ledger.ts';
import { Owner } from './owner.ts';
import type { DayPlan, ProcessPlan } from './plan.ts';
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
}

export interface Complaint {
  readonly at: Instant;
  readonly process: string;
  readonly text: string;
}

export async function runDay(plan: DayPlan): Promise<Day> {
  const engine = new Engine(plan.start);
  const random = seededRandom(plan.seed).fork('run');
  const config = parsePrescaleConfig(plan.settings);
  const spec = clusterSpecOf(plan);
  const { api } = buildCluster(spec, engine, random.fork('cluster'));
  const ledger = new Ledger(engine, api);
  const owner = new Owner({ engine, api, ledger });
  for (const workload of spec.workloads) deploy(workload, owner.book.wishes);
  const complaints: Complaint[] = [];
  for (const [index, process] of plan.processes.entries())
    startProcess(process, `forescale-${index + 1}`, { engine, api, ledger, config, complaints, random });
  const intake = new Intake({ engine, api, ledger, random: random.fork('intake'), plan: plan.intake });
  for (const delivery of plan.deliveries) engine.at(delivery.at, () => intake.deliver(delivery));
  for (const deletion of plan.deletions) engine.at(deletion.at, () => intake.delete(deletion));
  for (const act of plan.acts) engine.at(act.at, () => owner.perform(act));
  await engine.runUntil(plan.end);
  for (const { ref } of plan.targets)
    ledger.remark(
      'end',
      `${ref.name} at version ${owner.book.live(ref)?.metadata.resourceVersion ?? 'none'}`,
    );
  return { plan, config, api, book: owner.book, ledger, complaints, pending: intake.pending };
}

interface ProcessParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly ledger: Ledger;
  readonly config: PrescaleConfig;
  readonly complaints: Complaint[];
  readonly random: Random;
}

function startProcess(plan: ProcessPlan, name: string, parts: ProcessParts): void {
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
function logOf(process: string, { engine, ledger, complaints }: ProcessParts): Log {
  const line = (message: string, fields: LogFields) => `${message} ${JSON.stringify(fields)}`;
  return {
    info: (message, fields) => ledger.remark(process, line(message, fields)),
    warn: (message, fields) => {
      ledger.remark(process, line(message, fields));
      if (isExpected(fields['disposition'], fields['error'])) return;
      complaints.push({ at: engine.now, process, text: line(message, fields) });
    },
  };
}

const isExpected = (disposition: unknown, error: unknown): boolean =>
  disposition === 'throttled' || (disposition === 'retry' && String(error).startsWith('Unavailable:'));
