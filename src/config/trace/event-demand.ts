/** The demand of every event of a calendar, in one word of a command line: `multiplier=4`, `rps=2000,decaySeconds=300`. */
import type { Demand } from '../../core/model/surge.ts';
import { checkValue, type Finding } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import { demandSchema } from '../scenario/surge-schema.ts';
import { demandOf } from '../scenario/surges.ts';

export type EventDemandResult =
  | { readonly ok: true; readonly demand: Demand }
  | { readonly ok: false; readonly message: string };

/** Where each part of the text stands in a surge's `demand` block. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  replicas: ['replicas'],
  multiplier: ['multiplier'],
  rps: ['rps'],
  audience: ['audience', 'recipients'],
  openRate: ['audience', 'openRate'],
  requestsPerOpen: ['audience', 'requestsPerOpen'],
  rampSeconds: ['curve', 'decay', 'rampSeconds'],
  plateauSeconds: ['curve', 'decay', 'plateauSeconds'],
  decaySeconds: ['curve', 'decay', 'decaySeconds'],
};

export function parseEventDemand(text: string): EventDemandResult {
  const block: Block = {};
  const seen = new Set<string>();
  for (const part of text.split(',')) {
    const [name = '', value = '', ...rest] = part.split('=').map((word) => word.trim());
    const place = Object.hasOwn(PLACES, name) ? PLACES[name] : undefined;
    if (place === undefined || value === '' || rest.length > 0 || seen.has(name))
      return { ok: false, message: expected(`once each, ${Object.keys(PLACES).join('=, ')}=`, part) };
    seen.add(name);
    put(block, place, NUMBER.test(value) ? Number(value) : value);
  }
  const read = checkValue(demandSchema, block);
  if (read.ok) return { ok: true, demand: demandOf(read.value) };
  return { ok: false, message: read.findings.map(explain)[0] ?? 'not a demand' };
}

/** Speaks of a part by its name in the text. */
function explain({ path, message }: Finding): string {
  const place = path.join('.');
  const name = Object.keys(PLACES).find((key) => PLACES[key]?.join('.') === place);
  return name === undefined ? message : `${name}: ${message}`;
}

interface Block {
  [key: string]: Block | string | number;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function put(block: Block, [key, ...inner]: readonly string[], value: string | number): void {
  if (key === undefined) return;
  if (inner.length === 0) {
    block[key] = value;
    return;
  }
  const there = block[key];
  const next: Block = typeof there === 'object' ? there : {};
  block[key] = next;
  put(next, inner, value);
}
