/** What `forescale config explain --json` prints: every setting with its value and where that comes from. */
import * as z from 'zod';
import type { ConfigEntry } from '../config/controller/controller-config.ts';
import { formatSource } from '../config/controller/source.ts';

export const configDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  settings: z.array(
    z.strictObject({
      key: z.string().describe('For example prescale.leadSeconds.'),
      value: z.json().describe('As it stands; null when it is left out, *** when it is secret.'),
      sourceKind: z.enum(['default', 'file', 'environment', 'flag']),
      source: z.string().describe('default, file:line, the name of a variable or a flag.'),
      default: z.json().describe('null when there is none.'),
      variable: z.string().describe('The variable of the environment that sets it.'),
      meaning: z.string(),
    }),
  ),
});

export type ConfigDocument = z.infer<typeof configDocument>;

export const configDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(configDocument),
  title: 'Settings of forescale config explain',
});

export const toConfigDocument = (entries: readonly ConfigEntry[]): ConfigDocument => ({
  version: 1,
  settings: entries.map((entry) => ({
    key: entry.setting.key,
    value: shownValue(entry) as ConfigDocument['settings'][number]['value'],
    sourceKind: entry.source.kind,
    source: formatSource(entry.source),
    default: (entry.setting.fallback ?? null) as ConfigDocument['settings'][number]['default'],
    variable: entry.setting.variable,
    meaning: entry.setting.meaning,
  })),
});

/** A secret that is there shows that it is, and no more. */
export function shownValue({ setting, value }: ConfigEntry): unknown {
  if (value === undefined || value === null) return null;
  return setting.isSecret ? '***' : value;
}
