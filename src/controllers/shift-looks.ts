/** What a shift looks at, by key: a target, all node groups, a schedule, a surge on the whole, news of it. Each look is one reconcile. */
import type { CapacityConfig } from '../core/capacity/config.ts';
import { parseKey, type TargetRef } from '../core/model/target.ts';
import type { Instant } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import type { Clock } from '../ports/clock.ts';
import type { LivePorts } from '../ports/cluster.ts';
import type { Log } from '../ports/log.ts';
import type { PassMeter } from '../ports/metrics.ts';
import type { NewsBus } from '../ports/news.ts';
import { reconcileNodeGroups } from './node-groups.ts';
import { gatherReadings, type ShiftReadings } from './shift-readings.ts';
import { reconcileNews } from './surge-news.ts';
import { reconcileSchedule } from './surge-schedules.ts';
import { reconcileSummary } from './surge-summary.ts';
import { reconcileTarget } from './target-pass.ts';

export interface LookDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Of which none writes when the time of the shift is up. */
  readonly ports: LivePorts;
  readonly config: { readonly prescale: PrescaleConfig; readonly capacity: CapacityConfig };
  readonly passes?: PassMeter | undefined;
  /** Undefined = no news are sent. */
  readonly news: NewsBus | undefined;
  /** Our word for the cluster, as news say it. */
  readonly cluster?: string | undefined;
}

/** What other looks have to know of what a look has written: nobody watches the store for them. */
export interface LookHints {
  /** The surge says something new of a target. */
  readonly told: (surge: string) => void;
  /** What the surge says on the whole is as it should be. */
  readonly summed: (surge: string) => void;
  readonly handedBack: (ref: TargetRef) => void;
  /** A surge was made, changed or removed. */
  readonly surgesChanged: () => void;
}

export type Look = (name: string) => Promise<{ readonly nextLook: Instant | undefined }>;
export type LookKind = 'news' | 'nodes' | 'schedule' | 'summary' | 'target';

export function prepareLooks(deps: LookDeps, hints: LookHints): Readonly<Record<LookKind, Look>> {
  const { clock, log, ports } = deps;
  const { prescale, capacity } = deps.config;
  const { targets, surges, schedules } = hinting(gatherReadings(ports), hints);
  const shared = { clock, log, targets, surges, config: prescale };
  const lever = ports.nodeGroups;
  const nodes = { ...ports.capacity, config: capacity, hasNodeGroups: lever !== undefined };
  const pass = { ...shared, passes: deps.passes, capacity: nodes };
  return {
    target: async (name) => {
      const ref = parseKey(name);
      return ref === undefined ? { nextLook: undefined } : reconcileTarget(ref, pass);
    },
    nodes: async () =>
      lever === undefined
        ? { nextLook: undefined }
        : reconcileNodeGroups({ ...shared, prescale, capacity: nodes, lever }),
    schedule: (name) => reconcileSchedule(name, { ...shared, schedules }),
    // What a surge says follows from what it says of its targets: it is looked at when that changes, and by every shift.
    summary: async (name) => {
      await reconcileSummary(name, { ...shared, summaries: ports.summaries });
      hints.summed(name);
      return { nextLook: undefined };
    },
    news: async (name) => {
      const { news: bus, cluster } = deps;
      if (bus === undefined) return { nextLook: undefined };
      const { summaries, announcements } = ports;
      return reconcileNews(name, { ...shared, summaries, announcements, bus, cluster });
    },
  };
}

function hinting({ targets, surges, schedules }: ShiftReadings, hints: LookHints): ShiftReadings {
  const changing = async (write: Promise<void>): Promise<void> => {
    await write;
    hints.surgesChanged();
  };
  return {
    targets: {
      ...targets,
      patch: async (ref, patch) => {
        await targets.patch(ref, patch);
        if (patch.record === null) hints.handedBack(ref);
      },
    },
    surges: {
      ...surges,
      patchStatus: async (surge, ...said) => {
        await surges.patchStatus(surge, ...said);
        hints.told(surge);
      },
    },
    schedules: {
      ...schedules,
      create: (owner, surge) => changing(schedules.create(owner, surge)),
      replace: (surge, version) => changing(schedules.replace(surge, version)),
      remove: (surge, version) => changing(schedules.remove(surge, version)),
    },
  };
}
