/** A loop on a virtual clock, whose runs end when and how the test says. */
import { type LoopOptions, runLoop } from '../../src/controllers/loop.ts';
import { Workqueue } from '../../src/controllers/workqueue.ts';
import type { Instant } from '../../src/core/model/time.ts';
import type { LogFields } from '../../src/ports/log.ts';
import { anInstant } from './an-instant.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface Run {
  readonly key: string;
  readonly startedAt: Instant;
  readonly signal: AbortSignal;
  readonly succeed: (nextLook?: Instant) => void;
  readonly fail: (error: unknown) => void;
}

export interface LogLine extends LogFields {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

export const START = anInstant('2026-11-22T18:00:00Z');

export function aLoop(options: Partial<LoopOptions> = {}) {
  const clock = new VirtualClock(START);
  const queue = new Workqueue();
  const stop = new AbortController();
  const started: Run[] = [];
  const running: Run[] = [];
  const lines: LogLine[] = [];
  const reconcile: LoopOptions['reconcile'] = (key, signal) =>
    new Promise((resolve, reject) => {
      const end = (): unknown => running.splice(running.indexOf(run), 1);
      const run: Run = {
        key,
        startedAt: clock.now(),
        signal,
        succeed: (nextLook) => {
          end();
          resolve({ nextLook });
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      started.push(run);
      running.push(run);
    });
  const log = {
    info: (message: string, fields: LogFields) => lines.push({ ...fields, level: 'info', message }),
    warn: (message: string, fields: LogFields) => lines.push({ ...fields, level: 'warn', message }),
  };
  const defaults = { queue, clock, chance: () => 0.5, log, signal: stop.signal, concurrency: 2, reconcile };
  const state = { ended: false };
  const ended = runLoop({ ...defaults, ...options }).then(() => {
    state.ended = true;
  });
  return { clock, queue, stop, started, running, lines, state, ended };
}
