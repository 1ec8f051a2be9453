/** What the user gave cannot be run; the message says all there is to say. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}
