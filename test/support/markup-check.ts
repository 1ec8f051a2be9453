/** A small reader of markup: every element that is opened is closed, in order, and every attribute is quoted. */

const VOID = new Set(['meta', 'br', 'hr', 'img', 'input', 'link']);
const RAW = new Set(['script', 'style']);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][\w:-]*(?:="[^"<]*")?)*)\s*(\/?)>/y;

/** What is wrong first; undefined when the markup is sound. */
export function findMarkupFault(markup: string): string | undefined {
  const open: string[] = [];
  let at = markup.startsWith('<!doctype html>') ? '<!doctype html>'.length : 0;
  for (;;) {
    at = markup.indexOf('<', at);
    if (at < 0) return open.length === 0 ? undefined : `not closed: ${open.join(' > ')}`;
    TAG.lastIndex = at;
    const [whole, slash, name = '', , selfClosing] = TAG.exec(markup) ?? [];
    if (whole === undefined) return `no tag: ${markup.slice(at, at + 60)}`;
    at += whole.length;
    if (slash === '/') {
      const last = open.pop();
      if (last !== name) return `closed ${name}, expected ${last}`;
    } else if (selfClosing !== '/' && !VOID.has(name)) {
      if (RAW.has(name)) at = markup.indexOf(`</${name}>`, at);
      open.push(name);
    }
  }
}
