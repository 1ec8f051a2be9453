/** What a check is: a name, and a run that says what it looked at and what is wrong. */

export interface Outcome {
  /** One short line: how much was looked at. */
  readonly looked: string;
  /** Empty when all is well. */
  readonly problems: readonly string[];
}

export interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** A check that found less to look at than there is has checked nothing: that is a failure too. */
export function expectAtLeast(floor: number, count: number, what: string): readonly string[] {
  return count < floor ? [`expected at least ${floor} ${what}, looked at ${count}`] : [];
}
