/** A short stand-in for a long text: the same from every process, and not met by chance among those of one place. */

const PRIME = 1_099_511;
const HEX_DIGITS = 13;

/** 52 bits, each step exact in a double, as 13 hexadecimal digits. Nobody is kept from making two texts meet on purpose. */
export function hashText(text: string): string {
  let high = 0x811c9;
  let low = 0x9dc5;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    low = (low * 31 + code) % 0x4000000;
    high = (high * PRIME + low) % 0x4000000;
  }
  return (high * 0x4000000 + low).toString(16).padStart(HEX_DIGITS, '0');
}
