import { describe, expect, test } from 'vitest';
import { renderEvents, renderHead, renderNotes, renderSummary } from '../../../src/cli/report/summary.ts';
import { spanTime } from '../../../src/cli/report/time-axis.ts';
import { aComparison, aStrategy } from '../../support/a-comparison.ts';

describe('the head of the report', () => {
  test('says the scenario, the seed and the verdict', () => {
    const head = renderHead(aComparison({ scenario: 'shop & co' }));
    expect(head).toContain('<h1>Shop &amp; co</h1>');
    expect(head).toContain('seed 7');
    expect(head).toContain('the HPA alone lost 3,061,234 requests (44.0&nbsp;%).');
  });

  test('has a cell per figure and strategy', () => {
    const table = renderSummary(aComparison());
    expect(table.match(/<td class="forescale">/g)).toHaveLength(11);
    expect(table).toContain('<th scope="row">Pod-seconds</th><td class="reactive">53,744</td>');
  });

  test('has notes only where there are any', () => {
    expect(renderNotes(aComparison())).toBe('');
    expect(renderNotes(aComparison({ notes: ['a < b'] }))).toContain('<li>a &lt; b</li>');
  });

  test('lists the events when there are several, with the warmth of each strategy', () => {
    const events = ['first', 'second', 'third'].map((name, index) => ({
      name,
      secondsFromStart: 60 * index,
    }));
    const strategies = [aStrategy({ warmBeforeEventSeconds: [90, null, -4] })];
    const comparison = aComparison({ events, strategies });
    const rows = renderEvents(comparison, spanTime(comparison)).match(/<tr><th scope="row">.*?<\/tr>/g);
    expect(rows).toEqual([
      '<tr><th scope="row">first</th><td>0 min</td><td>90 s before</td></tr>',
      '<tr><th scope="row">second</th><td>1 min</td><td>never</td></tr>',
      '<tr><th scope="row">third</th><td>2 min</td><td>4 s late</td></tr>',
    ]);
    expect(renderEvents(aComparison(), spanTime(aComparison()))).toBe('');
  });
});
