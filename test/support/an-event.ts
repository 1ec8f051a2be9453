/** Events as the bus hands them over: those that the documentation shows, and changes to them. */
import { readFileSync } from 'node:fs';

type Json = Readonly<Record<string, unknown>>;

const EXAMPLES = new URL('../../docs/examples/events/', import.meta.url);

const exampleOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), 'utf8')) as Json & { readonly detail: Json };

/** The text of an event; `name` is that of its example. */
export function anEvent(name: string, detail: Json = {}, envelope: Json = {}): string {
  const example = exampleOf(name);
  return JSON.stringify({ ...example, ...envelope, detail: { ...example.detail, ...detail } });
}
