/**
 * What can go wrong outside, one class per fact. Adapters translate once, with `cause`; the loop decides by
 * `disposition` alone.
 */

/**
 * `conflict`: somebody wrote first, read again and decide anew. `notFound`: the object is gone, nothing left to do.
 * `throttled`, `retry`: try again after a back-off. `terminal`: the same request will always be refused.
 */
export type Disposition = 'retry' | 'conflict' | 'notFound' | 'throttled' | 'terminal';

export abstract class Fault extends Error {
  abstract readonly disposition: Disposition;
}

export class Conflict extends Fault {
  override readonly name = 'Conflict';
  readonly disposition = 'conflict';
}

export class NotFound extends Fault {
  override readonly name = 'NotFound';
  readonly disposition = 'notFound';
}

export class Throttled extends Fault {
  override readonly name = 'Throttled';
  readonly disposition = 'throttled';
}

/** The server failed or could not be reached; the request had no effect, or may have had one. */
export class Unavailable extends Fault {
  override readonly name = 'Unavailable';
  readonly disposition = 'retry';
}

/** The server refused the content of the request. */
export class Invalid extends Fault {
  override readonly name = 'Invalid';
  readonly disposition = 'terminal';
}

/** Anything that is not a Fault is a defect or an unknown: retried with back-off, never dropped. */
export const dispositionOf = (error: unknown): Disposition =>
  error instanceof Fault ? error.disposition : 'retry';
