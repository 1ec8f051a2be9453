import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProgressLines, renderProgress } from '../../src/cli/progress-lines.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

const SCREEN = { columns: 80, hasColor: false };
const half = { strategy: 'reactive', share: 0.5, line: '68 pods ready' };

function open(isWatched = true) {
  const world = fakeWorld({ screen: isWatched ? SCREEN : undefined });
  const { terminal, clock } = cliDeps(world);
  return { world, lines: new ProgressLines(terminal, clock) };
}

describe('a line of progress', () => {
  test.each([
    { columns: 80, want: 'reactive   ━━━━━━━━━━──────────  50 %  68 pods ready' },
    { columns: 46, want: 'reactive    50 %  68 pods ready' },
    { columns: 20, want: 'reactive    50 %  6' },
  ])('at $columns columns', ({ columns, want }) => {
    expect(renderProgress(half, { columns, hasColor: false })).toBe(want);
  });

  test('colours what is done', () => {
    expect(renderProgress({ ...half, share: 0.1 }, { columns: 80, hasColor: true })).toBe(
      `reactive   \u001b[36m━━\u001b[0m${'─'.repeat(18)}  10 %  68 pods ready`,
    );
  });

  test('never reaches the edge, where it would wrap', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.double(), fc.nat(300), (strategy, line, share, columns) => {
        const text = renderProgress({ strategy, line, share }, { columns, hasColor: false });
        expect(text.length).toBeLessThanOrEqual(Math.max(0, columns - 1));
        expect(text).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

describe('live progress', () => {
  test('is silent where nobody watches', () => {
    const { world, lines } = open(false);
    lines.show(half);
    lines.show({ ...half, share: 1 });
    lines.close();
    expect(world.stderr).toBe('');
  });

  test('waits a tenth of a second between two drawings', () => {
    const { world, lines } = open();
    for (let step = 0; step <= 40; step += 1) {
      world.nowMillis = step * 10;
      lines.show({ ...half, share: step / 100 });
    }
    expect(world.stderr.match(/reactive/g)).toHaveLength(5);
  });

  test('draws a new strategy and an end at once, over what was there', () => {
    const { world, lines } = open();
    lines.show(half);
    lines.show({ ...half, share: 1, line: 'done' });
    lines.show({ strategy: 'peak', share: 0, line: 'starting' });
    expect(world.stderr.split('\u001b[1A')).toHaveLength(3);
    const [reactive, peak] = world.stderr.split('\n').slice(-3);
    expect(reactive).toMatch(/100 % {2}done$/);
    expect(peak).toMatch(/^\r.\[2Kpeak .* 0 % {2}starting$/);
  });

  test('leaves the last state to be read, even one that came too soon to draw', () => {
    const { world, lines } = open();
    lines.show(half);
    lines.show({ ...half, share: 0.7 });
    lines.close();
    expect(world.stderr).toMatch(/ 70 % {2}68 pods ready\n\n$/);
  });
});
