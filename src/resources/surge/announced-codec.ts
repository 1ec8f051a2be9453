/** What was told of a surge, in the status of the resource. */
import { isRecord, type JsonObject } from '../json.ts';

/** By key of the news; what is no text is none of ours. */
export function readAnnounced(status: unknown): Readonly<Record<string, string>> {
  const stored = isRecord(status) ? status['announced'] : undefined;
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A merge patch of the status subresource; null forgets. */
export const announcedPatch = (announced: Readonly<Record<string, string | null>>): JsonObject => ({
  status: { announced },
});
