/** What was asked for is not there, or could not be done in full; the message says what remains. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished';
}
