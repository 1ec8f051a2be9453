/** What a schedule says of itself: whether it is understood, and when its windows start. */
import type { SummaryCondition } from '../model/surge-summary.ts';
import { type Instant, later, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { type Statement, stampConditions } from './summary-conditions.ts';
import type { SurgeSchedule } from './surge-schedule.ts';

export interface ScheduleStatus {
  readonly observedGeneration: number;
  readonly conditions: readonly SummaryCondition[];
  readonly nextStart: Instant | undefined;
  readonly lastStart: Instant | undefined;
}

/** A SurgeSchedule object as it stands in the store, whether or not it can be understood. */
export interface StoredScheduleState {
  /** `namespace/name`. */
  readonly id: string;
  readonly uid: string;
  readonly generation: number;
  readonly reading:
    | { readonly kind: 'schedule'; readonly schedule: SurgeSchedule }
    | { readonly kind: 'refused'; readonly problems: readonly string[] };
  readonly status: ScheduleStatus | undefined;
}

/** What another process has seen start has started, for a clock that is behind too. */
export function scheduleTime(
  { status }: StoredScheduleState,
  { maxClockSkew }: PrescaleConfig,
  readAt: Instant,
): Instant {
  const started = status?.lastStart;
  return started !== undefined && started <= plus(readAt, maxClockSkew) ? later(readAt, started) : readAt;
}

type Starts = Pick<ScheduleStatus, 'nextStart' | 'lastStart'>;

/** To be written; undefined when it stands there already. */
export function scheduleStatus(
  state: StoredScheduleState,
  starts: Starts,
  now: Instant,
): ScheduleStatus | undefined {
  const { generation, status: before } = state;
  const status: ScheduleStatus = {
    observedGeneration: generation,
    conditions: stampConditions([acceptance(state)], { generation, summary: before }, now),
    nextStart: starts.nextStart,
    // It was, though the surge that it was of may be gone.
    lastStart: latest(starts.lastStart, before?.lastStart),
  };
  return before !== undefined && saysTheSame(status, before) ? undefined : status;
}

function acceptance({ reading }: StoredScheduleState): Statement {
  if (reading.kind === 'schedule')
    return {
      type: 'Accepted',
      status: 'True',
      reason: reading.schedule.suspended ? 'Suspended' : 'Valid',
      message: reading.schedule.suspended
        ? 'the schedule is understood, and makes no surges while it is suspended'
        : 'the schedule is understood',
    };
  const zone = reading.problems.some((problem) => problem.startsWith('spec.zone:'));
  return {
    type: 'Accepted',
    status: 'False',
    reason: zone ? 'UnknownZone' : 'Invalid',
    message: reading.problems.join('; '),
  };
}

const latest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

const saysTheSame = (a: ScheduleStatus, b: ScheduleStatus): boolean =>
  JSON.stringify(spoken(a)) === JSON.stringify(spoken(b));

const spoken = ({ observedGeneration, conditions, nextStart, lastStart }: ScheduleStatus) => [
  observedGeneration,
  conditions.map(({ type, status, reason, message }) => [type, status, reason, message]),
  nextStart ?? null,
  lastStart ?? null,
];
