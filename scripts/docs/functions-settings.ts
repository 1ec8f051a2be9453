/** The configuration of the functions as rows of a table: names in capitals stand for what a user calls something. */
import { functionsJsonSchema } from '../../src/config/functions/schema.ts';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly description?: string;
  readonly default?: unknown;
}

export type SettingRow = readonly [key: string, fallback: string, meaning: string];

/** Described elsewhere: the parts of a Surge, and what the controller has too. */
const WHOLE = new Map([
  ['targets', 'as in [a Surge](surge.md)'],
  ['demand', 'as in [a Surge](surge.md)'],
  ['curve', 'as in [a Surge](surge.md)'],
  ['prescale', '[the keys](operations.md#configuration)'],
  ['capacity', '[the keys](operations.md#configuration)'],
]);

export const functionsSettings = (): readonly SettingRow[] => rowsIn(functionsJsonSchema(), '');

function rowsIn(node: Node, key: string): readonly SettingRow[] {
  const elsewhere = WHOLE.get(key.slice(key.lastIndexOf('.') + 1));
  if (elsewhere !== undefined) return [rowOf(node, key, ` (${elsewhere})`)];
  const { properties, items, additionalProperties } = node;
  if (properties !== undefined)
    return Object.entries(properties).flatMap(([name, child]) =>
      rowsIn(child, key === '' ? name : `${key}.${name}`),
    );
  if (items?.properties !== undefined) return [rowOf(node, key), ...rowsIn(items, `${key}[]`)];
  if (typeof additionalProperties === 'object')
    return [rowOf(node, key), ...rowsIn(additionalProperties, `${key}.NAME`)];
  return [rowOf(node, key)];
}

const rowOf = ({ default: fallback, description = '' }: Node, key: string, more = ''): SettingRow => [
  `\`${key}\``,
  fallback === undefined || more !== '' ? '' : `\`${JSON.stringify(fallback)}\``,
  more === '' ? description : `${description.replace(/\.$/, '')}${more}.`,
];
