/** A log for machines: one line of JSON an entry, flat, in the order time, level, message, fields. */
import { formatInstant } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log, LogFields } from '../../ports/log.ts';

const LEVELS = ['info', 'warn', 'off'] as const;
export type LogLevel = (typeof LEVELS)[number];

export interface JsonLogOptions {
  /** The first level that is written. */
  readonly level: LogLevel;
  readonly clock: Pick<Clock, 'now'>;
  /** Gets whole lines, newline included. */
  readonly write: (line: string) => void;
}

export function jsonLog({ level, clock, write }: JsonLogOptions): Log {
  const entry = (at: Exclude<LogLevel, 'off'>, message: string, fields: LogFields): void => {
    if (LEVELS.indexOf(at) < LEVELS.indexOf(level)) return;
    const head = { time: formatInstant(clock.now()), level: at, message };
    // The head comes first and wins: a field of the same name must not pass for it.
    write(`${JSON.stringify({ ...head, ...fields, ...head })}\n`);
  };
  return {
    info: (message, fields) => entry('info', message, fields),
    warn: (message, fields) => entry('warn', message, fields),
  };
}
