/** What is wrong with a user's file: where it is, what was expected there and what was found instead. */

export interface Problem {
  readonly file: string;
  /** From 1; undefined when no line is to blame. */
  readonly line: number | undefined;
  /** A path such as `load.pushes[0].decaySeconds`, or a column; empty when it is the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** For example `scenario.yaml:12: workload.replicas: expected a whole number from 1, got -3`. */
export function formatProblem({ file, line, field, message }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field === '' ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}
