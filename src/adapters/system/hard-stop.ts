/** The end that comes when an orderly stop takes too long: what waits is written down in the cluster, nothing is lost. */
import { type Millis, toSeconds } from '../../core/model/time.ts';
import type { Log } from '../../ports/log.ts';

const NOT_IN_TIME = 1;

export interface HardStopOptions {
  readonly grace: Millis;
  readonly log: Log;
  readonly exit: (code: number) => void;
}

/** Ends the process `grace` after `signal` aborts, unless it has ended by itself. */
export function stopHard(signal: AbortSignal, { grace, log, exit }: HardStopOptions): void {
  const begin = (): void => {
    log.info('stopping', { graceSeconds: toSeconds(grace) });
    const timer = setTimeout(() => {
      log.warn('not stopped in time, ending at once', { graceSeconds: toSeconds(grace) });
      exit(NOT_IN_TIME);
    }, grace);
    timer.unref();
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
}
