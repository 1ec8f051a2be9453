/** Text in lines of at most 100 columns. */

const COLUMNS = 100;

/** Breaks between words; further lines are indented as far as the first one's text. */
export function wrap(text: string, bullet: string): readonly string[] {
  const lines: string[] = [];
  let line = bullet;
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > COLUMNS && line.length > bullet.length) {
      lines.push(line.trimEnd());
      line = ' '.repeat(bullet.length);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
