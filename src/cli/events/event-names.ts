/** What an event is called, as far as it can be told: much of what is looked at could not be understood. */

export interface EventNames {
  readonly type: string | null;
  readonly eventId: string | null;
}

export function namesIn(body: string): EventNames {
  const envelope = fieldsOf(readJson(body));
  const detail = fieldsOf(envelope['detail']);
  return { type: textOf(envelope['detail-type']), eventId: textOf(detail['eventId']) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
