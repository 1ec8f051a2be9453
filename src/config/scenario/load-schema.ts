/** `load`: what comes in, as a steady rate with pushes on it or as points. */
import * as z from 'zod';
import { block, label, length, lengthAbove, list, number, numberAbove } from '../../core/schema/fields.ts';
import { MOST_RPS, MOST_TIMES } from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';
import { moment } from './moment.ts';

export const rate = number(0, MOST_RPS);
export const rateAbove = numberAbove(0, MOST_RPS);

const push = block({
  name: label.optional().describe('Name of the push in tables; push-1, push-2 and so on when left out.'),
  at: moment.prefault(600).describe('When the push goes out: seconds after the start, or RFC 3339.'),
  peakRps: rateAbove.optional().describe('Requests per second at the peak, steady rate included.'),
  times: numberAbove(1, MOST_TIMES).optional().describe('The peak as a multiple of the steady rate.'),
  rampSeconds: length(0).prefault(10).describe('From the push to the peak, in a straight line.'),
  plateauSeconds: length(0).prefault(0).describe('How long the peak stays.'),
  decaySeconds: lengthAbove(0)
    .prefault(300)
    .describe('Time constant of the decay: after this long 37 % of the crowd are left.'),
}).superRefine(({ peakRps, times }, context) => {
  if ((peakRps === undefined) === (times === undefined)) {
    const got = peakRps === undefined ? 'neither' : 'both';
    context.addIssue({ code: 'custom', message: `expected either peakRps or times, got ${got}` });
  }
});

const pointLike = 'a pair of seconds and requests per second such as [600, 20000]';
const point = z
  .tuple([length(0), rate], { error: ({ input }) => expected(pointLike, input) })
  .transform(([offset, rps]) => ({ offset, rps }));

/** Offsets have to rise: a pair that does not is reported under its own index. A pair that is none has no offset. */
export function refuseFallingOffsets(
  points: readonly { readonly offset?: number }[],
  context: z.RefinementCtx,
): void {
  for (const [index, { offset }] of points.entries()) {
    const before = points[index - 1]?.offset;
    if (before === undefined || offset === undefined || offset > before) continue;
    const message = `expected more than the ${before / 1_000} s of the pair before, got ${offset / 1_000}`;
    context.addIssue({ code: 'custom', path: [index, 0], message });
  }
}

export const loadSchema = block({
  steadyRps: rate
    .optional()
    .describe('Requests per second without a push; when left out, 60 % of what the replicas serve.'),
  pushes: list(push, 'a list of pushes')
    .optional()
    .describe('When left out, one push of 20 times, ten minutes after the start.'),
  points: list(point, 'a list of pairs of seconds and requests per second')
    .min(2, { error: ({ input }) => expected('at least two pairs', input) })
    .superRefine(refuseFallingOffsets)
    .optional()
    .describe(
      'The load as pairs of seconds after the start and requests per second, straight lines between.',
    ),
}).superRefine(({ steadyRps, pushes, points }, context) => {
  if (points === undefined) return;
  const other = steadyRps === undefined ? pushes && 'pushes' : 'steadyRps';
  if (other !== undefined)
    context.addIssue({ code: 'custom', message: `expected points alone, got points and ${other}` });
});

/** What comes in when nothing is said: twenty times the steady rate, ten minutes after the start. */
export const STANDARD_PUSH: PushInput = push.parse({ times: 20 });

export type LoadInput = z.output<typeof loadSchema>;
export type PushInput = NonNullable<LoadInput['pushes']>[number];
