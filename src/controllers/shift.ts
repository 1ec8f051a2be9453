/**
 * Forescale where no controller runs: a shift does everything that is due on one cluster, waits for what falls due before
 * the next one begins, and ends. Level-based like the controller: it knows nothing of the shift before, may be cut off at
 * any request, and several may go on at once.
 */
import { keyOf, type TargetRef } from '../core/model/target.ts';
import { earlier, type Instant, type Millis, plus, seconds } from '../core/model/time.ts';
import { type DeskDeps, openDesk } from './shift-desk.ts';
import { type Look, prepareLooks } from './shift-looks.ts';
import { type DueKeys, prepareRounds } from './shift-rounds.ts';

export interface ShiftDeps extends DeskDeps {
  /** How long after its end the surge of an event is kept. */
  readonly retention: Millis;
}

export interface ShiftReport {
  /** How many looks were taken, by what was looked at. */
  readonly looks: Readonly<Record<string, number>>;
  /** By what was looked at: with what the last look failed. */
  readonly failures: Readonly<Record<string, string>>;
  /** What was still being looked at when the time was up. */
  readonly unfinished: readonly string[];
  /** When something falls due that this shift has left to others; undefined = nothing that it knows of. */
  readonly nextDue: Instant | undefined;
}

/** A thousand targets that become warm one by one are told of in a few writes. */
const GATHER = seconds(1);
/** Targets share node groups: they are looked at in one go. */
const ALL_NODES = 'nodes all';

/** Never rejects. No look and no write begins at or after `until`. */
export async function runShift(deps: ShiftDeps, until: Instant, signal: AbortSignal): Promise<ShiftReport> {
  const { clock } = deps;
  const desk = openDesk(deps, until, signal);
  const { queue, ports } = desk;
  let left: Instant | undefined;
  const due: DueKeys = {
    target: (key, at) => (at < until ? queue.addAt(`target ${key}`, at) : (left = earliest(left, at))),
    schedule: (id) => queue.add(`schedule ${id}`),
    summary: (surge) => queue.addAt(`summary ${surge}`, plus(clock.now(), GATHER)),
    news: (surge) => {
      if (deps.news !== undefined) queue.addAt(`news ${surge}`, plus(clock.now(), GATHER));
    },
  };
  const rounds = prepareRounds({ ...deps, ports }, due, until);
  const looks = prepareLooks(
    { ...deps, ports },
    {
      told: due.summary,
      summed: due.news,
      handedBack: (ref) => rounds.concerned(ref).forEach(due.summary),
      surgesChanged: () => queue.add('round surges'),
    },
  );
  const counts: Record<string, number> = {};
  for (const name of Object.keys(rounds.all)) queue.add(`round ${name}`);
  // Floors go first, and what they wrote is counted.
  if (ports.nodeGroups !== undefined) queue.addAt(ALL_NODES, plus(clock.now(), GATHER));
  const unfinished = await desk.work((key) => {
    const { kind, look, name } = lookOf(key, { ...looks, round: rounds.look });
    counts[kind] = (counts[kind] ?? 0) + 1;
    return look(name);
  });
  return {
    looks: counts,
    failures: Object.fromEntries(desk.failures),
    unfinished,
    nextDue: earliest(left, queue.nextDue()),
  };
}

export interface Touched {
  readonly surges: readonly string[];
  readonly targets: readonly TargetRef[];
}

/**
 * What an event has touched, once, each part after what it speaks of: targets first, then what their surges say, then news
 * of them. What fails is tried again until `until`; what is left then, and what is due later, is for the next shift. Never rejects.
 */
export async function reconcileTouched(
  { surges, targets }: Touched,
  deps: ShiftDeps,
  until: Instant,
): Promise<void> {
  const desk = openDesk(deps, until, new AbortController().signal);
  const concerned = new Set(surges);
  const looks = prepareLooks(
    { ...deps, ports: desk.ports },
    {
      told: (surge) => concerned.add(surge),
      summed: () => {},
      handedBack: () => {},
      surgesChanged: () => {},
    },
  );
  const workOnce = (): Promise<unknown> =>
    desk.work(async (key) => {
      const { look, name } = lookOf(key, looks);
      // AWS that does not answer keeps no news waiting: the next shift sees to its groups.
      await (key === ALL_NODES ? look(name).catch(leave) : look(name));
      return { nextLook: undefined };
    });
  const leave = (error: unknown): void =>
    deps.log.warn('node groups: left to the next shift', { error: String(error) });
  for (const ref of targets) desk.queue.add(`target ${keyOf(ref)}`);
  await workOnce();
  if (desk.ports.nodeGroups !== undefined) desk.queue.add(ALL_NODES);
  for (const surge of concerned) desk.queue.add(`summary ${surge}`);
  await workOnce();
  if (deps.news === undefined) return;
  for (const surge of concerned) desk.queue.add(`news ${surge}`);
  await workOnce();
}

function lookOf<K extends string>(key: string, looks: Readonly<Record<K, Look>>) {
  const space = key.indexOf(' ');
  const kind = key.slice(0, space) as K;
  return { kind, look: looks[kind], name: key.slice(space + 1) };
}

const earliest = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined ? b : b === undefined ? a : earlier(a, b);
