/** The `behavior` of an HPA in words, with every field that is there. */
import { isRecord } from '../../../src/resources/json.ts';
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';

/** `up: 4 Pods per 15 s or 100 Percent per 15 s, Max, window 0 s; down: ...` */
export function wordBehavior(behavior: unknown): string {
  const ways = [
    ['up', 'scaleUp'],
    ['down', 'scaleDown'],
  ] as const;
  const worded = ways.flatMap(([way, name]) => {
    const rules = valueAt(behavior, name);
    return isRecord(rules) ? [`${way}: ${wordRules(rules)}`] : [];
  });
  return worded.length === 0 ? 'no behavior' : worded.join('; ');
}

function wordRules(rules: Readonly<Record<string, unknown>>): string {
  const policies = itemsAt(rules, 'policies').map(
    (policy) =>
      `${textAt(policy, 'value')} ${textAt(policy, 'type')} per ${textAt(policy, 'periodSeconds')} s`,
  );
  const others = Object.keys(rules)
    .filter((name) => name !== 'policies')
    .toSorted()
    .map((name) => `${name} ${textAt(rules, name)}`);
  return [policies.join(' or '), ...others].join(', ');
}
