/** The settings one by one, as flat keys: what the environment, the flags and the documentation need of the schema. */
import * as z from 'zod';
import type { FieldPath } from '../../core/schema/field-path.ts';

export interface Setting {
  /** For example `prescale.leadSeconds`. */
  readonly key: string;
  readonly path: FieldPath;
  /** For example FORESCALE_PRESCALE_LEAD_SECONDS. */
  readonly variable: string;
  /** Undefined = none: the meaning says what happens when it is left out. */
  readonly fallback: unknown;
  readonly meaning: string;
  /** Never shown. */
  readonly isSecret: boolean;
  /** From the text of a variable or a flag; text that is no such value comes back as it is, for the schema to refuse. */
  readonly read: (text: string) => unknown;
}

interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly description?: string;
  readonly default?: unknown;
  readonly secret?: boolean;
}

export const settingsOf = (schema: z.ZodType): readonly Setting[] =>
  settingsIn(z.toJSONSchema(schema, { io: 'input' }) as Node, []);

function settingsIn(node: Node, path: readonly string[]): readonly Setting[] {
  if (node.properties !== undefined)
    return Object.entries(node.properties).flatMap(([name, child]) => settingsIn(child, [...path, name]));
  return [
    {
      key: path.join('.'),
      path,
      variable: variableOf(path),
      fallback: node.default,
      meaning: node.description ?? '',
      isSecret: node.secret === true,
      read: (text) => readText(text, node),
    },
  ];
}

const variableOf = (path: readonly string[]): string =>
  ['FORESCALE', ...path.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter}`))]
    .join('_')
    .toUpperCase();

function readText(text: string, { type, anyOf, items }: Node): unknown {
  if (anyOf !== undefined) return text === 'null' ? null : readText(text, anyOf[0] ?? {});
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'number' || type === 'integer') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type !== 'array') return text;
  if (items?.type === 'object') return readJson(text);
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
