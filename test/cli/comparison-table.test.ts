import { describe, expect, test } from 'vitest';
import { renderTable } from '../../src/cli/comparison-table.ts';
import { aComparison, aStrategy } from '../support/a-comparison.ts';

describe('the table', () => {
  test('sets the strategies side by side', () => {
    expect(renderTable(aComparison())).toBe(`news app, a push of 20 times (seed 7)

                            reactive     forescale          peak
  Offered requests         6,950,000     6,950,000     6,950,000
  Unserved requests        3,061,234             0             0
    of the offered            44.0 %           0 %           0 %
  Seconds with loss              355             0             0
  Pod-seconds                 53,744       104,210       195,000
    against the oracle        1.25 x        2.42 x        4.53 x
  Node-seconds                10,327        20,100        28,500
  Most ready replicas             68           130           130
  Warm before event            never         130 s         300 s
  Handed back                    yes           yes           yes
  Writes                           0            12             1

  reactive   the HPA and the Cluster Autoscaler alone
  forescale  the same, told of the events beforehand
  peak       provisioned for the peak all the time
  oracle     43,000 pod-seconds, the least that serves every request: each second as many ready pods
             as it takes

Forescale served every request with 53 % of the pod-seconds that standing at the peak takes; the HPA
alone lost 3,061,234 requests (44.0 %).
`);
  });

  test('fits 100 columns with many events, big figures and long notes', () => {
    const warm = Array.from({ length: 48 }, (_, index) => (index === 0 ? null : 7_000 + index));
    const strategies = aComparison().strategies.map((strategy) => ({
      ...strategy,
      offeredRequests: 987_654_321_012,
      warmBeforeEventSeconds: warm,
    }));
    const events = warm.map((_, index) => ({ name: `match ${index}`, secondsFromStart: index }));
    const notes = ['the metric saturates '.repeat(20), 'x'.repeat(90)];
    const lines = renderTable(aComparison({ strategies, events, notes })).split('\n');
    expect(lines.filter(({ length }) => length > 100)).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}Warm before events .*47 of 48, least 7,001 s/));
  });

  test('lists the notes under the verdict, indented as one', () => {
    const table = renderTable(aComparison({ notes: ['first '.repeat(20).trim(), 'second'] }));
    expect(table.slice(table.indexOf('Pre-flight'))).toBe(`Pre-flight:
  - ${'first '.repeat(16).trim()}
    first first first first
  - second
`);
  });

  test('cries out when the workload was not handed back', () => {
    const table = renderTable(aComparison({ strategies: [aStrategy({ restored: false })] }));
    expect(table).toMatch(/Handed back +NO\n/);
    expect(table).toContain('the workload was NOT handed back.');
  });

  test('prints no control characters of a name from outside', () => {
    expect(renderTable(aComparison({ scenario: 'a\u001b]0;b' }))).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
