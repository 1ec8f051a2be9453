/** A behaviour of a cluster, observed as facts, and the rule by which two clusters' facts are compared. Pure. */
import type { Workload, World } from './world.ts';

export type Fact =
  /** Must be the same to the letter. */
  | { readonly what: string; readonly value: string }
  /** Must lie in the simulator's range; beyond it by a fifth of itself or by `slack`, whichever is more, will do. */
  | { readonly what: string; readonly seconds: number; readonly slack: number };

export interface Behaviour {
  readonly name: string;
  /** There, ready and measured when `observe` begins. */
  readonly workloads?: readonly Workload[];
  /** Machines with this many cores are bought as pods need them; none = there are small ones enough. */
  readonly machineCores?: number;
  /** Needs the real cluster for itself. */
  readonly alone?: boolean;
  /** Runs of the simulator, each with a seed of its own; none = one, as nothing is left to chance. */
  readonly draws?: number;
  observe(world: World): Promise<readonly Fact[]>;
}

export interface Row {
  readonly behaviour: string;
  readonly real: Fact;
  /** One for each draw, of the same thing. */
  readonly simulated: readonly Fact[];
}

const SHARE = 0.2;

export function agrees({ real, simulated }: Row): boolean {
  if ('value' in real) return valuesOf(simulated).every((value) => value === real.value);
  const { least, most } = rangeOf(simulated);
  if (!Number.isFinite(real.seconds)) return most === real.seconds;
  const apart = Math.max(SHARE * real.seconds, real.slack);
  return real.seconds >= least - apart && real.seconds <= most + apart;
}

/** Each once. */
export const valuesOf = (facts: readonly Fact[]): readonly string[] => [
  ...new Set(facts.flatMap((fact) => ('value' in fact ? [fact.value] : []))),
];

export function rangeOf(facts: readonly Fact[]): Record<'least' | 'median' | 'most', number> {
  const seconds = facts
    .flatMap((fact) => ('seconds' in fact ? [fact.seconds] : []))
    .toSorted((a, b) => a - b);
  const at = (index: number): number => seconds[index] ?? Number.NaN;
  return { least: at(0), median: at(Math.floor(seconds.length / 2)), most: at(seconds.length - 1) };
}

/** @throws Error when the two sides did not look at the same things */
export function pair(
  behaviour: string,
  real: readonly Fact[],
  draws: readonly (readonly Fact[])[],
): readonly Row[] {
  return real.map((fact, index) => {
    const simulated = draws.map((facts) => {
      const other = facts[index];
      if (other?.what === fact.what && 'value' in other === 'value' in fact) return other;
      throw new Error(`${behaviour}: expected the fact "${fact.what}" of both, got "${other?.what}"`);
    });
    return { behaviour, real: fact, simulated };
  });
}
