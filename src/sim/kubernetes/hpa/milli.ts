/** Thousandths, the unit in which the HPA controller compares quantities. */
import { parseQuantity } from '../../../core/model/quantity.ts';

/** Rounded up to the next thousandth; the last digits of a float are noise. Amounts are never negative. */
export const toMilli = (amount: number): number => Math.max(0, Math.ceil(amount * 1_000 - 1e-6));

export function parseMilli(quantity: string): number | undefined {
  const amount = parseQuantity(quantity);
  return amount === undefined ? undefined : toMilli(amount);
}

const SUFFIXES = ['m', '', 'k', 'M', 'G', 'T'] as const;

/** The canonical form: the largest suffix that leaves a whole number. */
export function formatMilli(milli: number): string {
  if (milli === 0) return '0';
  let digits = milli;
  for (const suffix of SUFFIXES) {
    if (digits % 1_000 !== 0 || suffix === 'T') return `${digits}${suffix}`;
    digits /= 1_000;
  }
  return `${digits}`;
}
