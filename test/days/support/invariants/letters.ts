/** What cannot be understood is kept for a person, and nothing else is. */
import type { Invariant } from './invariant.ts';

export const lettersKept: Invariant = {
  name: 'what nobody understands is kept',
  check: ({ letters: { sent, kept }, plan }) => [
    ...sent
      .filter((body) => !kept.includes(body))
      .map((body) => ({ at: plan.end, target: 'dead letters', what: `lost ${JSON.stringify(body)}` })),
    ...kept
      .filter((body) => !sent.includes(body))
      .map((body) => ({ at: plan.end, target: 'dead letters', what: `refused ${body}` })),
  ],
};
