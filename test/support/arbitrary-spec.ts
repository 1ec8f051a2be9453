/** Specs of a Surge as people mistype them: a sound one with some of its fields taken out or replaced. */
import fc from 'fast-check';
import type { JsonObject } from '../../src/resources/json.ts';
import { surgeSpec } from '../../src/resources/surge/codec.ts';
import { arbSayableSurge } from './arbitrary-resource.ts';

/** The fields that are changed, wherever they stand. */
const PATHS: readonly (readonly string[])[] = [
  ['start'],
  ['end'],
  ['durationSeconds'],
  ['targets'],
  ['targets', '0', 'kind'],
  ['targets', '0', 'name'],
  ['targets', '0', 'demand'],
  ['demand'],
  ['demand', 'replicas'],
  ['demand', 'multiplier'],
  ['demand', 'rps'],
  ['demand', 'audience'],
  ['demand', 'audience', 'openRate'],
  ['demand', 'curve'],
  ['demand', 'curve', 'decay'],
  ['demand', 'curve', 'decay', 'decaySeconds'],
  ['demand', 'curve', 'points'],
  ['demand', 'curve', 'points', '0', 'afterSeconds'],
  ['demand', 'curve', 'points', '1', 'share'],
  ['ceiling'],
  ['ceiling', 'raiseTo'],
  ['leadSeconds'],
  ['nodes'],
  ['override'],
  ['override', 'owner'],
  ['override', 'pin'],
  ['cancelled'],
  ['colour'],
];

/** `null` is not among them: the API server takes it out before it looks. */
const VALUES: readonly unknown[] = [
  undefined,
  '',
  'app',
  'App',
  'x'.repeat(300),
  '2026-11-22T18:00:00Z',
  '2026-11-22T19:00:00.5+01:00',
  '2026-11-22',
  0,
  1,
  0.5,
  -1,
  41,
  1e12,
  true,
  [],
  {},
  [{ kind: 'Deployment', name: 'app' }],
  [
    { afterSeconds: 1, share: 0 },
    { afterSeconds: 1, share: 1 },
  ],
  { rampSeconds: 1 },
  { replicas: 1 },
  { rps: 1, curve: { decay: {} } },
];

const change = fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(...VALUES));

export const arbMistypedSpec: fc.Arbitrary<JsonObject> = fc
  .tuple(arbSayableSurge, fc.array(change, { maxLength: 3 }))
  .map(([surge, changes]) => {
    const spec: unknown = changes.reduce<unknown>(
      (changed, [path, value]) => put(changed, path, value),
      surgeSpec(surge),
    );
    return JSON.parse(JSON.stringify(spec)) as JsonObject;
  });

/** Nothing where there is no such place. */
function put(into: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(into)) {
    const index = Number(step);
    return into.map((item: unknown, at) => (at === index ? put(item, rest, value) : item));
  }
  if (typeof into !== 'object' || into === null) return into;
  const fields: Readonly<Record<string, unknown>> = { ...into };
  return { ...fields, [step]: put(fields[step], rest, value) };
}
