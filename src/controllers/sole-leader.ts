/** Leadership without election: this process leads from the first moment, and never loses it. */
import type { Leadership } from '../ports/leadership.ts';

export const soleLeader: Leadership = {
  lead: (work, signal) => work(signal, new AbortController().signal),
};
