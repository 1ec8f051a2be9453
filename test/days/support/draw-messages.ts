/** Draws how surges are told of: announced ahead, late or too late, moved, cancelled, twice, out of order. */
import type { Surge } from '../../../src/core/model/surge.ts';
import {
  between,
  earlier,
  type Instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
  toSeconds,
} from '../../../src/core/model/time.ts';
import type { SurgeEvent } from '../../../src/core/prescale/intake.ts';
import type { Random } from '../../../src/sim/random.ts';
import { redraw } from './draw-surges.ts';
import type { Deletion, Delivery } from './plan.ts';

interface Messages {
  readonly deliveries: readonly Delivery[];
  readonly deletions: readonly Deletion[];
}

export function drawMessages(random: Random, start: Instant, surges: readonly Surge[]): Messages {
  const all = surges.map((surge) => drawFor(random, start, surge));
  return {
    deliveries: all.flatMap(({ deliveries }) => deliveries).toSorted((a, b) => a.at - b.at),
    deletions: all.flatMap(({ deletions }) => deletions),
  };
}

function drawFor(random: Random, start: Instant, surge: Surge): Messages {
  const told = drawVersions(random, start, surge).flatMap((delivery) => drawCopies(random, delivery));
  const last = told.reduce((latest, { at }) => later(latest, at), start);
  const deletedAt = plus(surge.start, minutes(random.whole(1, 20)));
  const isDeleted = random.chance(0.12) && last < deletedAt && deletedAt < surge.end;
  return { deliveries: told, deletions: isDeleted ? [{ at: deletedAt, eventId: eventIdOf(surge) }] : [] };
}

const eventIdOf = ({ id }: Surge): string => id.slice(id.indexOf('/') + 1);

function drawVersions(random: Random, start: Instant, first: Surge): readonly Delivery[] {
  const eventId = eventIdOf(first);
  const announcedAt = drawAnnouncement(random, start, first);
  const deliveries: Delivery[] = [
    { at: announcedAt, event: { kind: 'scheduled', eventId, version: 1, surge: first } },
  ];
  let version = 1;
  let surge = first;
  while (random.chance(0.25) && version < 4) {
    version += 1;
    surge = redraw(random, surge);
    deliveries.push({
      at: drawTime(random, announcedAt, surge.end),
      event: { kind: 'scheduled', eventId, version, surge },
    });
  }
  if (random.chance(0.2)) {
    // A cancel that comes before its schedule, too.
    const at = random.chance(0.2)
      ? drawTime(random, start, announcedAt)
      : drawTime(random, announcedAt, first.end);
    const event: SurgeEvent = { kind: 'cancelled', eventId, version: random.whole(version, version + 1) };
    deliveries.push({ at, event });
  }
  return deliveries;
}

function drawAnnouncement(random: Random, start: Instant, surge: Surge): Instant {
  const ahead = minutes(random.pick([20, 30, 60, 120, 300]));
  if (random.chance(0.7)) return later(plus(start, minutes(1)), minus(surge.start, ahead));
  if (random.chance(0.8)) return drawTime(random, minus(surge.start, minutes(20)), surge.end);
  return plus(surge.end, minutes(random.whole(0, 60)));
}

function drawCopies(random: Random, { at, event }: Delivery): readonly Delivery[] {
  const copies = [{ at, event }];
  while (random.chance(0.25)) copies.push({ at: plus(at, minutes(random.pick([0, 1, 7, 45]))), event });
  return copies;
}

/** To the second, so that a trace is easy to read. */
export function drawTime(random: Random, from: Instant, until: Instant): Instant {
  const first = earlier(from, until);
  const length = between(first, later(from, until));
  return plus(first, seconds(Math.floor(random.unit() * toSeconds(length))));
}
