/** News of one surge: read, decide, tell the bus, then keep what it took. A crash in between tells once more, never less. */
import type { Surge } from '../core/model/surge.ts';
import type { SurgeNews } from '../core/model/surge-news.ts';
import type { StoredSurgeState } from '../core/model/surge-summary.ts';
import { formatInstant, type Instant, plus } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { decideNews, type NewsPlan } from '../core/prescale/news.ts';
import { figuresOf, type TargetFigures } from '../core/prescale/news-figures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { AnnouncementWriter, NewsBus } from '../ports/news.ts';
import type { SurgeReader, SurgeStateReader } from '../ports/surges.ts';
import type { TargetReader } from '../ports/targets.ts';

export interface NewsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly summaries: Pick<SurgeStateReader, 'readState'>;
  readonly surges: Pick<SurgeReader, 'list'>;
  readonly targets: Pick<TargetReader, 'read'>;
  readonly announcements: AnnouncementWriter;
  readonly bus: NewsBus;
  readonly config: PrescaleConfig;
  /** Our word for the cluster, as the news say it. */
  readonly cluster?: string | undefined;
}

/** Throws what the bus throws when it took nothing. */
export async function reconcileNews(
  surge: string,
  deps: NewsDeps,
): Promise<{ nextLook: Instant | undefined }> {
  const { clock, log, summaries, announcements, bus, config } = deps;
  const now = clock.now();
  const state = await summaries.readState(surge);
  if (state === undefined) return { nextLook: undefined };
  const plan = await planNews(state, deps, now);
  if (plan.due.length === 0) return { nextLook: plan.nextLook };
  const taken = new Set(await bus.publish(plan.due));
  const told = plan.due.filter(({ id }) => taken.has(id));
  const left = plan.due.length - told.length;
  if (told.length > 0) await announcements.patchAnnounced(surge, noted(told, plan, clock.now()), state.uid);
  for (const { type, id } of told) log.info('news told', { surge, type, id });
  if (left > 0) log.warn('news not taken by the bus', { surge, left });
  return { nextLook: left > 0 ? plus(now, config.poll) : plan.nextLook };
}

/** What targets say is read when there is something to tell, which is seldom. */
async function planNews(state: StoredSurgeState, deps: NewsDeps, now: Instant): Promise<NewsPlan> {
  const { config, cluster } = deps;
  const context = { cluster, config, now };
  const outline = decideNews(state, { ...context, figures: [] });
  if (outline.due.length === 0 || state.reading.kind === 'refused') return outline;
  return decideNews(state, { ...context, figures: await readFigures(state.reading.surge, deps, now) });
}

const AT_ONCE = 16;

async function readFigures(
  surge: Surge,
  { surges, targets, config }: NewsDeps,
  now: Instant,
): Promise<readonly TargetFigures[]> {
  const context = { surge, surges: await surges.list(), config, now };
  const figures: TargetFigures[] = [];
  for (let from = 0; from < surge.targets.length; from += AT_ONCE) {
    const some = surge.targets.slice(from, from + AT_ONCE);
    const read = some.map(async ({ ref }) => figuresOf(ref, await targets.read(ref), context));
    figures.push(...(await Promise.all(read)));
  }
  return figures;
}

const noted = (
  told: readonly SurgeNews[],
  { forget }: NewsPlan,
  now: Instant,
): Readonly<Record<string, string | null>> => ({
  ...Object.fromEntries(forget.map((key) => [key, null])),
  ...Object.fromEntries(told.map(({ key }) => [key, formatInstant(now)])),
});
