/**
 * What can go wrong outside, one class per fact. Adapters translate once, with `cause`; the loop decides by
 * `disposition` alone.
 */
import type { Millis } from '../core/model/time.ts';

/**
 * `conflict`: somebody wrote first, read again and decide anew. `notFound`: the object is gone, nothing left to do.
 * `throttled`, `retry`: try again after a back-off. `terminal`: the same request will always be refused.
 */
export type Disposition = 'retry' | 'conflict' | 'notFound' | 'throttled' | 'terminal';

export interface FaultOptions extends ErrorOptions {
  /** The server asked not to be asked again before so long. */
  readonly retryAfter?: Millis | undefined;
}

export abstract class Fault extends Error {
  abstract readonly disposition: Disposition;
  readonly retryAfter: Millis | undefined;

  constructor(message: string, { retryAfter, ...options }: FaultOptions = {}) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

export class Conflict extends Fault {
  override readonly name = 'Conflict';
  readonly disposition = 'conflict';
}

/** An object of that name is there: somebody created it first. */
export class AlreadyExists extends Fault {
  override readonly name = 'AlreadyExists';
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

/** There are no credentials to show, or the server does not know them; they rotate, so it is tried again. */
export class Unauthorized extends Fault {
  override readonly name = 'Unauthorized';
  readonly disposition = 'retry';
}

/**
 * Known, and not allowed. Tried again for ever, soon at the slow end of the back-off: a person can grant the right at any
 * time, and a target given up for a missing RoleBinding would keep its floor, or never get it, until a restart.
 */
export class Forbidden extends Fault {
  override readonly name = 'Forbidden';
  readonly disposition = 'retry';
}

/** The version or the page asked for is no longer kept: list again from the start. */
export class Expired extends Fault {
  override readonly name = 'Expired';
  readonly disposition = 'retry';
}

/** The server refused the content of the request. */
export class Invalid extends Fault {
  override readonly name = 'Invalid';
  readonly disposition = 'terminal';
}

/** What this process was told to work with cannot work; the message names the file, the context and the field. */
export class Misconfigured extends Fault {
  override readonly name = 'Misconfigured';
  readonly disposition = 'terminal';
}

/** The answer is larger than anybody here will hold in memory. */
export class Oversized extends Fault {
  override readonly name = 'Oversized';
  readonly disposition = 'terminal';
}

/** Anything that is not a Fault is a defect or an unknown: retried with back-off, never dropped. */
export const dispositionOf = (error: unknown): Disposition =>
  error instanceof Fault ? error.disposition : 'retry';

/** The least wait that the server asked for; undefined when it asked for none. */
export const retryAfterOf = (error: unknown): Millis | undefined =>
  error instanceof Fault ? error.retryAfter : undefined;
