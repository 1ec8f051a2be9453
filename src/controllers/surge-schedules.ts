/** Schedules: the surges of each are made ahead, follow its template until they begin, and are cleared away afterwards. */
import { type Instant, minutes, plus } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { decideSchedule, type ScheduleAction } from '../core/prescale/schedule.ts';
import { type StoredScheduleState, scheduleStatus, scheduleTime } from '../core/prescale/schedule-status.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import { Conflict, NotFound } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import type {
  ScheduleChanges,
  ScheduledSurgeWriter,
  ScheduleOwner,
  ScheduleReader,
  ScheduleStatusWriter,
} from '../ports/surge-schedules.ts';
import { type Pulse, runLoop } from './loop.ts';
import { Workqueue } from './workqueue.ts';

export interface ScheduleLookDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly schedules: Pick<ScheduleReader, 'readState' | 'listOwned'> &
    ScheduledSurgeWriter &
    ScheduleStatusWriter;
  readonly config: PrescaleConfig;
}

export interface SurgeScheduleDeps extends ScheduleLookDeps {
  readonly chance: Chance;
  readonly schedules: ScheduleReader & ScheduledSurgeWriter & ScheduleStatusWriter & ScheduleChanges;
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

type Look = Promise<{ readonly nextLook: Instant | undefined }>;

const ALL_SCHEDULES = 'all schedules';
const RESYNC = minutes(10);
const CONCURRENCY = 2;

/** Runs until `signal` aborts. */
export async function runSurgeScheduleController(
  deps: SurgeScheduleDeps,
  signal: AbortSignal,
): Promise<void> {
  const { clock, chance, log, schedules, meter, pulse } = deps;
  const queue = new Workqueue();
  schedules.watch((schedule) => queue.add(schedule), signal);
  queue.add(ALL_SCHEDULES);
  await runLoop({ queue, clock, chance, log, signal, concurrency: CONCURRENCY, meter, pulse, reconcile });

  async function reconcile(key: string): Look {
    if (key !== ALL_SCHEDULES) return reconcileSchedule(key, deps);
    for (const schedule of await schedules.listIds()) queue.add(schedule);
    return { nextLook: plus(clock.now(), RESYNC) };
  }
}

/** One schedule as it stands now. */
export async function reconcileSchedule(id: string, deps: ScheduleLookDeps): Look {
  const { schedules, config, clock } = deps;
  const readAt = clock.now();
  const state = await schedules.readState(id);
  if (state === undefined) return { nextLook: undefined };
  const now = scheduleTime(state, config, readAt);
  const plan =
    state.reading.kind === 'refused'
      ? NOTHING
      : decideSchedule(state.reading.schedule, await schedules.listOwned(state.uid), config, now);
  for (const action of plan.actions) await applyNow(action, state, deps);
  await tellStatus(state, plan, deps, now);
  return { nextLook: plan.nextLook };
}

/** Of what is not understood the surges that it has made stay as they are. */
const NOTHING = { actions: [], nextStart: undefined, lastStart: undefined, nextLook: undefined };

async function tellStatus(
  state: StoredScheduleState,
  starts: Parameters<typeof scheduleStatus>[1],
  { schedules }: ScheduleLookDeps,
  now: Instant,
): Promise<void> {
  const status = scheduleStatus(state, starts, now);
  if (status !== undefined) await schedules.patchStatus(state.id, status);
}

async function applyNow(action: ScheduleAction, owner: ScheduleOwner, { schedules, log }: ScheduleLookDeps) {
  const surge = action.kind === 'DeleteSurge' ? action.surge : action.surge.id;
  try {
    await apply(action, owner, schedules);
    log.info(WORDS[action.kind], { schedule: owner.id, surge });
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Conflict(`${action.kind}: surge ${surge} went away during the pass`, { cause: error });
  }
}

const WORDS: Readonly<Record<ScheduleAction['kind'], string>> = {
  CreateSurge: 'surge made for a window of its schedule',
  ReplaceSurge: 'surge changed with its schedule',
  DeleteSurge: 'surge taken away, its schedule has no use for it',
};

function apply(action: ScheduleAction, owner: ScheduleOwner, schedules: ScheduledSurgeWriter): Promise<void> {
  switch (action.kind) {
    case 'CreateSurge':
      return schedules.create(owner, action.surge);
    case 'ReplaceSurge':
      return schedules.replace(action.surge, action.resourceVersion);
    case 'DeleteSurge':
      return schedules.remove(action.surge, action.resourceVersion);
  }
}
