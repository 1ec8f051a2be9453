/**
 * The rounds of a shift: each lists one kind of thing and finds what of it is due. They fail and are tried again by
 * themselves, so that a right that is missing for one keeps no floor of another down.
 */
import type { Surge } from '../core/model/surge.ts';
import type { StoredSurgeState } from '../core/model/surge-summary.ts';
import { keyOf, type TargetRef } from '../core/model/target.ts';
import { asInstant, type Instant, type Millis } from '../core/model/time.ts';
import { targetsDue, wantsNews, wantsSummary } from '../core/prescale/due.ts';
import { listBuffered } from './buffered-targets.ts';
import { tendEventSurges } from './event-tending.ts';
import type { Look, LookDeps } from './shift-looks.ts';

/** Where a round puts what it has found. */
export interface DueKeys {
  readonly target: (key: string, at: Instant) => void;
  readonly schedule: (id: string) => void;
  readonly summary: (surge: string) => void;
  readonly news: (surge: string) => void;
}

export interface Rounds {
  readonly all: Readonly<Record<string, () => Promise<void>>>;
  readonly look: Look;
  /** Surges that name the target and have more to say, as the last round saw them. */
  concerned(ref: TargetRef): readonly string[];
}

const AT_ONCE = asInstant(0);

interface RoundDeps extends LookDeps {
  /** How long after its end the surge of an event is kept. */
  readonly retention: Millis;
}

export function prepareRounds(
  { clock, log, ports, config, news, retention }: RoundDeps,
  due: DueKeys,
  until: Instant,
): Rounds {
  const { prescale } = config;
  let open: readonly Surge[] = [];
  const addTargets = (refs: readonly TargetRef[]): void =>
    refs.forEach((ref) => due.target(keyOf(ref), AT_ONCE));
  const all: Rounds['all'] = {
    surges: async () => {
      const now = clock.now();
      const states = await ports.summaries.listStates();
      for (const [key, at] of targetsDue(states.flatMap(surgeIn), prescale, now)) due.target(key, at);
      const wanting = states.filter((state) => wantsSummary(state, prescale, { now, until }));
      open = wanting.flatMap(surgeIn);
      for (const { id } of wanting) due.summary(id);
      if (news === undefined) return;
      for (const state of states) if (wantsNews(state, prescale, { now, until })) due.news(state.id);
    },
    events: async () =>
      addTargets(await tendEventSurges({ store: ports.eventSurges, retention, log }, clock.now())),
    records: async () => addTargets(await ports.targets.listRecorded()),
    buffers: async () => addTargets(await listBuffered(ports.capacity.buffers)),
    schedules: async () => {
      for (const { id } of await ports.schedules.listStates()) due.schedule(id);
    },
  };
  return {
    all,
    look: async (name) => {
      await all[name]?.();
      return { nextLook: undefined };
    },
    concerned: (ref) =>
      open.filter(({ targets }) => targets.some((one) => keyOf(one.ref) === keyOf(ref))).map(({ id }) => id),
  };
}

const surgeIn = ({ reading }: StoredSurgeState): readonly Surge[] =>
  reading.kind === 'surge' ? [reading.surge] : [];
