/** News on the embedded API server: with hints of changes, and without. */
import { expect, test } from 'vitest';
import { runSurgeNewsController } from '../../src/controllers/surge-news-loop.ts';
import type { SurgeNews } from '../../src/core/model/surge-news.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { asMillis, type Instant, minutes, plus } from '../../src/core/model/time.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';
import { statusPatch } from '../../src/resources/surge/status-codec.ts';
import { summaryPatch } from '../../src/resources/surge/summary-codec.ts';
import { ProcessClock } from '../../src/sim/client/process-clock.ts';
import { SummaryClient } from '../../src/sim/client/summary-client.ts';
import { SurgeClient } from '../../src/sim/client/surge-client.ts';
import { aConnection, follow } from '../support/a-connection.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import { aTarget } from '../support/a-target.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { BY_OWNER, NOON } from '../support/an-api.ts';
import { silentLog } from '../support/silent-log.ts';

/** Raised at one minute, at five its load begins, over at ten. */
const PUSH = aSurge({ start: plus(NOON, minutes(5)), end: plus(NOON, minutes(10)) });
const [{ ref } = { ref: aTarget().ref }] = PUSH.targets;
const into = (count: number): Instant => plus(NOON, minutes(count));

function aController({ hints = true } = {}) {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  const summaries = new SummaryClient(connection);
  if (!hints) summaries.watch = () => undefined;
  const sent: (readonly [SurgeNews['type'], number])[] = [];
  const deps = {
    clock: new ProcessClock(engine, asMillis(0), () => false),
    chance: () => 0.5,
    config: DEFAULTS,
    log: silentLog,
    surges: new SurgeClient(connection),
    summaries,
    announcements: summaries,
    targets: { read: () => Promise.resolve(aTarget()) },
    bus: {
      publish: (news: readonly SurgeNews[]) => {
        const minute = (engine.now - NOON) / minutes(1);
        for (const { type } of news) sent.push([type, Math.round(minute * 10) / 10]);
        return Promise.resolve(news.map(({ id }) => id));
      },
    },
  };
  const stop = new AbortController();
  const running = follow(runSurgeNewsController(deps, stop.signal));
  engine.stir();
  const patch = (body: JsonObject): void => void api.patchStatus('Surge', 'news', 'push', body, BY_OWNER);
  return {
    ...parts,
    stop,
    running,
    sent,
    create: () => void api.create('Surge', surgeManifest(PUSH), BY_OWNER),
    say: (over: Parameters<typeof aStatus>[0]) => patch(statusPatch(keyOf(ref), aStatus(over))),
    end: () => patch(summaryPatch({ observedGeneration: 1, phase: 'Ended', conditions: [] })),
  };
}

async function live({ create, say, end, runTo }: ReturnType<typeof aController>): Promise<void> {
  create();
  await runTo(63);
  say({ raisedAt: into(1), at: into(1) });
  await runTo(3 * 60);
  say({ phase: 'Warm', raisedAt: into(1), warmAt: into(3), at: into(3) });
  await runTo(10 * 60);
  say({ phase: 'Ended', raisedAt: into(1), warmAt: into(3), at: into(10) });
  await runTo(12 * 60);
  end();
  await runTo(60 * 60);
}

test('what happens is told within seconds, once, and then there is silence', async () => {
  const controller = aController();
  await live(controller);
  expect(controller.sent).toEqual([
    ['surge.warming', 1.1],
    ['surge.ready', 3],
    ['surge.ended', 12],
  ]);
  expect(controller.connection.writes).toBe(3);
});

test('without hints it is told too, as soon as a look comes', async () => {
  const controller = aController({ hints: false });
  controller.create();
  await live({ ...controller, create: () => undefined });
  expect(controller.sent.map(([type]) => type)).toEqual(['surge.warming', 'surge.ready', 'surge.ended']);
});

test('a second that begins where the first has ended tells nothing again', async () => {
  const controller = aController();
  await live(controller);
  controller.stop.abort();
  await controller.runTo(61 * 60);
  expect(controller.running).toEqual({ value: 'done' });
  expect(controller.api.get('Surge', 'news', 'push').status).toMatchObject({
    announced: { '2026-11-22T12:05:00Z/ended': expect.any(String) as string },
  });
});
