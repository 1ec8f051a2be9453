/** Figures and names as people read them, the same in the table and the report. */
import type { StrategyName } from '../sim/comparison.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export const STRATEGY_MEANINGS: Readonly<Record<StrategyName, string>> = {
  reactive: 'the HPA and the Cluster Autoscaler alone',
  forescale: 'the same, told of the events beforehand',
  peak: 'provisioned for the peak all the time',
};

export const ORACLE_MEANING =
  'the least that serves every request: each second as many ready pods as it takes';

/** Whole and never `-0`. */
export const roundWhole = (value: number): number => Math.round(value) + 0;

export const formatCount = (value: number): string => whole.format(roundWhole(value));

/** At most five characters: 20K, 1.5M. */
export const formatShort = (value: number): string => short.format(value);

/** A part of a whole in percent; a part that is there never reads as none. */
export function formatShare(part: number, of: number): string {
  if (roundWhole(part) === 0 || of <= 0) return '0 %';
  const percent = (part / of) * 100;
  return percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

export const formatRatio = (value: number, to: number): string =>
  to > 0 ? `${(value / to).toFixed(2)} x` : '-';

/** How long before the events the capacity was warm; null = never. */
export function formatWarmth(warmBeforeEventSeconds: readonly (number | null)[]): string {
  const warm = warmBeforeEventSeconds.filter((seconds) => seconds !== null);
  if (warmBeforeEventSeconds.length === 0) return '-';
  if (warm.length === 0) return 'never';
  const least = Math.min(...warm);
  if (warmBeforeEventSeconds.length === 1)
    return least < 0 ? `${formatCount(-least)} s late` : secondsOf(least);
  const inTime = warm.filter((seconds) => seconds >= 0);
  const count = `${inTime.length} of ${warmBeforeEventSeconds.length}`;
  return inTime.length === 0 ? count : `${count}, least ${secondsOf(Math.min(...inTime))}`;
}

const LONGEST_IN_SECONDS = 7_200;

const secondsOf = (seconds: number): string =>
  seconds <= LONGEST_IN_SECONDS ? `${formatCount(seconds)} s` : `${(seconds / 3_600).toFixed(1)} h`;

/** Text that came in from outside, without what would steer a terminal. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
