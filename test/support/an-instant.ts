/** A fixed instant from RFC 3339 text; a torn literal fails the test that holds it. */
import { type Instant, parseInstant } from '../../src/core/model/time.ts';

export function anInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`expected an RFC 3339 instant, got "${text}"`);
  return at;
}
