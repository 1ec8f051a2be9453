/** Seeded randomness: the same seed draws the same numbers, whatever else runs. One stream per concern, so that
 * an extra draw in one place does not shift all the others. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number in [low, high]. */
  whole(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** An independent stream with a name of its own. */
  fork(name: string): Random;
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(scramble(seed));
  const unit = (): number => (generator.next() >>> 0) / 2 ** 32;
  const between = (low: number, high: number): number => low + (high - low) * unit();
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between,
    whole,
    chance: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new RangeError('picking from an empty list');
      return item;
    },
    fork: (name) => seededRandom(hash(name, seed)),
  };
}

/** FNV-1a over the name, started from the seed. */
function hash(name: string, seed: number): number {
  let value = (2_166_136_261 ^ seed) | 0;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 16_777_619);
  }
  return value;
}

/** The generator's first draws follow its seed closely: near seeds must not draw near numbers. (MurmurHash3 finalizer.) */
function scramble(seed: number): number {
  let value = seed | 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
