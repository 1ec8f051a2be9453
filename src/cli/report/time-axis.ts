/** The axis of time that all charts of a report share: its span, its unit, its ticks. */
import type { Comparison } from '../../sim/comparison.ts';

interface Unit {
  readonly name: string;
  readonly short: string;
  readonly seconds: number;
  /** Steps between ticks that people count in. */
  readonly steps: readonly number[];
}

const MINUTES: Unit = { name: 'minutes', short: 'min', seconds: 60, steps: [1, 2, 5, 10, 15, 30, 60] };
const HOURS: Unit = { name: 'hours', short: 'h', seconds: 3_600, steps: [1, 2, 3, 6, 12, 24] };
const DAYS: Unit = { name: 'days', short: 'd', seconds: 86_400, steps: [1, 2, 3, 7, 14, 28, 91, 182, 364] };
const MOST_TICKS = 7;
const MOST_TICKS_LONG = 20;

export interface TimeAxis {
  /** In seconds of the timelines. */
  readonly from: number;
  readonly to: number;
  /** Hours and more: the charts take the whole width of the page. */
  readonly isLong: boolean;
  readonly title: string;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly events: readonly { readonly at: number; readonly name: string }[];
  /** An instant in words: `2.5 min`. */
  readonly phrase: (at: number) => string;
}

/** One event is the push that time is counted from; with more or none it is counted from the start. */
export function spanTime({ strategies, events }: Comparison): TimeAxis {
  const instants = strategies.flatMap(({ timeline }) => [timeline.at(0), timeline.at(-1)]);
  const seconds = instants.flatMap((point) => (point === undefined ? [] : [point.secondsFromPush]));
  const from = seconds.length === 0 ? 0 : Math.min(...seconds);
  const to = Math.max(...seconds, from + 1);
  const isFromPush = events.length === 1;
  const zero = isFromPush ? 0 : from;
  const unit = pickUnit(to - from);
  return {
    from,
    to,
    isLong: unit !== MINUTES,
    title: `${unit.name} from the ${isFromPush ? 'push' : 'start'}`,
    ticks: placeTicks(from, to, zero, unit),
    events: events.map(({ name, secondsFromStart }) => ({ name, at: from + secondsFromStart })),
    phrase: (at) => `${Number(((at - zero) / unit.seconds).toFixed(2))} ${unit.short}`,
  };
}

function pickUnit(span: number): Unit {
  if (span <= 3 * HOURS.seconds) return MINUTES;
  return span <= 3 * DAYS.seconds ? HOURS : DAYS;
}

function placeTicks(from: number, to: number, zero: number, unit: Unit): TimeAxis['ticks'] {
  const count = (to - from) / unit.seconds;
  const most = unit === MINUTES ? MOST_TICKS : MOST_TICKS_LONG;
  const step = unit.steps.find((candidate) => count / candidate <= most) ?? Math.ceil(count / most);
  const first = Math.ceil((from - zero) / unit.seconds / step);
  const last = Math.floor((to - zero) / unit.seconds / step);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    return { at: zero + value * unit.seconds, label: String(value) };
  });
}
