import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { MEASURES } from '../../../src/cli/report/measures.ts';
import { renderReport } from '../../../src/cli/report/page.ts';
import { READ_OUT_SCRIPT } from '../../../src/cli/report/read-out.ts';
import { aComparison, aStrategy, aTimelinePoint } from '../../support/a-comparison.ts';
import { findMarkupFault } from '../../support/markup-check.ts';

const NASTY = '</script><img src="https://evil.example/x" onerror=alert(1)> & "quotes"';

/** 19 days, a point a minute, every value jumping each minute: the most that a report has to hold. */
const WORST = Array.from({ length: 27_360 }, (_, index) => {
  const jump = (index * 7_919) % 997;
  return aTimelinePoint({
    secondsFromPush: index * 60,
    offeredRps: 10_000 + jump,
    servedRps: 9_000 + ((jump * 31) % 991),
    pods: 300 + jump,
    readyPods: 290 + ((jump * 17) % 983),
    desiredReplicas: 310 + ((jump * 13) % 977),
    floor: 280 + ((jump * 11) % 971),
    nodes: 40 + (jump % 53),
    readyNodes: 40 + (jump % 47),
  });
});

describe('the report', () => {
  test.each([
    { name: 'of a push', comparison: aComparison({ notes: ['a warning'] }) },
    {
      name: 'with names that look like markup',
      comparison: aComparison({
        scenario: NASTY,
        notes: [NASTY],
        events: [NASTY, NASTY].map((name) => ({ name, secondsFromStart: 9 })),
      }),
    },
    { name: 'without a point', comparison: aComparison({ strategies: [aStrategy({ timeline: [] })] }) },
    { name: 'without a strategy', comparison: aComparison({ strategies: [] }) },
  ])('$name is sound markup that asks for nothing from outside', ({ comparison }) => {
    const page = renderReport(comparison);
    expect(findMarkupFault(page)).toBeUndefined();
    expect(page).not.toMatch(/<(?:img|link|iframe|object|embed)\b|<script[^>]*\bsrc=|@import|url\((?!#)/);
    expect(page).not.toContain('NaN');
  });

  test('draws every series for every strategy', () => {
    const page = renderReport(aComparison());
    for (const { id, series } of MEASURES)
      for (const strategy of ['reactive', 'forescale', 'peak']) {
        const svg = new RegExp(`<svg[^>]* aria-labelledby="${id}-${strategy}-title.*?</svg>`).exec(page)?.[0];
        for (const { column } of series) expect(svg).toMatch(new RegExp(`class="\\w+ ${column}" d="M`));
      }
  });

  test('stays under 400 kB for three weeks of jumps', () => {
    const strategies = aComparison().strategies.map((strategy) => ({ ...strategy, timeline: WORST }));
    const events = Array.from({ length: 48 }, (_, index) => ({
      name: `match ${index}`,
      secondsFromStart: index,
    }));
    expect(Buffer.byteLength(renderReport(aComparison({ strategies, events })))).toBeLessThan(400_000);
  });

  test('reads the same in both colour schemes and without its script', () => {
    const page = renderReport(aComparison());
    expect(page).toContain('@media (prefers-color-scheme: dark)');
    const unscripted = page.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(unscripted).toContain('Forescale served every request');
    expect(unscripted).toContain('3,061,234');
  });

  test('has a script that compiles', () => {
    expect(() => new Script(READ_OUT_SCRIPT)).not.toThrow();
  });
});
