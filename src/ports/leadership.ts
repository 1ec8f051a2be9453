/** Which of several processes works; the others stand by. */

/**
 * `signal` asks to end: take up nothing new. `lost` aborts before any other process may lead: begin no write after it,
 * though the end that `signal` asked for is not reached yet.
 */
export type Work = (signal: AbortSignal, lost: AbortSignal) => Promise<void>;

export interface Leadership {
  /**
   * Whenever this process is the leader, runs `work`, whose `signal` aborts when `signal` does or the lead is lost; the
   * lead is kept until the work has ended. Resolves when `signal` has aborted and the work has ended, or when the work
   * has ended by itself.
   */
  lead(work: Work, signal: AbortSignal): Promise<void>;
}
