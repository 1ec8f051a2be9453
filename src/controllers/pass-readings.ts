/** What a pass over a target tells its meter: how the target stands after it, and what its surges have reached by it. */
import type { FloorRecord } from '../core/model/floor-record.ts';
import { minOf } from '../core/model/lever.ts';
import type { Surge, SurgeTargetStatus } from '../core/model/surge.ts';
import { keyOf } from '../core/model/target.ts';
import { asMillis, between, type Instant, later, type Millis } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { raiseAt } from '../core/prescale/window.ts';
import type { PassMeter } from '../ports/metrics.ts';
import type { Pass } from './prescale.ts';

/** Called when all of the plan has been carried out. */
export function measurePass(pass: Pass, meter: PassMeter, config: PrescaleConfig): void {
  const { ref, target, surges, plan } = pass;
  const record = recordAfter(pass);
  meter.passed({
    ref,
    floor: record && target && minOf(target, record.wrote.min),
    baseline: (record && target && minOf(target, record.baseline.min)) ?? 0,
    readyReplicas: target?.readyReplicas ?? 0,
  });
  for (const action of plan.actions) {
    if (action.kind !== 'PatchSurgeStatus') continue;
    const surge = surges.find(({ id }) => id === action.surge);
    if (surge !== undefined) measureSurge(surge, surge.status[keyOf(ref)], action.status, meter, config);
  }
}

function recordAfter({ target, plan }: Pass): FloorRecord | undefined {
  const patch = plan.actions.findLast((action) => action.kind === 'PatchTarget');
  if (patch !== undefined) return patch.record ?? undefined;
  return target?.record.kind === 'record' ? target.record.record : undefined;
}

/** Each is told once: when the status says it for the first time. */
function measureSurge(
  surge: Surge,
  before: SurgeTargetStatus | undefined,
  { raisedAt, warmAt }: SurgeTargetStatus,
  meter: PassMeter,
  config: PrescaleConfig,
): void {
  if (raisedAt === undefined) return;
  if (before?.raisedAt === undefined) meter.raised(since(dueAt(surge, config), raisedAt));
  if (warmAt !== undefined && before?.warmAt === undefined) meter.warmed(since(raisedAt, warmAt));
}

/** Nobody is late for what was not asked for yet. */
const dueAt = (surge: Surge, config: PrescaleConfig): Instant =>
  later(raiseAt(surge, config), surge.createdAt ?? raiseAt(surge, config));

/** Never negative: the clocks of two replicas differ. */
const since = (from: Instant, to: Instant): Millis => asMillis(Math.max(0, between(from, to)));
