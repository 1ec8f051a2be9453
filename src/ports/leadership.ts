/** Which of several processes works; the others stand by. */

export interface Leadership {
  /**
   * Whenever this process is the leader, runs `work`, whose signal aborts before any other process may lead. Resolves
   * when `signal` has aborted and the work has ended, or when the work has ended by itself.
   */
  lead(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}
