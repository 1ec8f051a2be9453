/** From when to when a scenario runs, as far as its file says. */
import { formatInstant, type Instant, minutes, plus } from '../../core/model/time.ts';
import type { FieldPath } from '../../core/schema/field-path.ts';
import type { Report } from '../../core/schema/finding.ts';

export interface RunSpan {
  readonly start: Instant;
  /** Undefined where the file leaves it to what happens in the run. */
  readonly end: Instant | undefined;
}

/** Whatever begins has to begin within the run, or it would be left out without a word. */
export function refuseOutside(at: Instant, { start, end }: RunSpan, path: FieldPath, report: Report): void {
  if (at >= start && (end === undefined || at < end)) return;
  const run =
    end === undefined
      ? `from ${formatInstant(start)}`
      : `before ${formatInstant(end)} and from ${formatInstant(start)}`;
  report(path, `expected an instant in the run, ${run}, got ${formatInstant(at)}`);
}

/** Half an hour more than the last thing to happen: for the return, and to see that it is over. */
export const withAftermath = (last: Instant): Instant => plus(last, minutes(30));
