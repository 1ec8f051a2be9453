/** The text of an event, as a queue hands it over or a file holds it. */

export type ParsedText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

export function parseText(body: string): ParsedText {
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `expected JSON, got ${said}` };
  }
}
