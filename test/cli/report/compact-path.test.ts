import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPath } from '../../../src/cli/report/compact-path.ts';

/** Where the pen was after each command. */
function follow(data: string): readonly (readonly [number, number])[] {
  const pens: (readonly [number, number])[] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest = ''] of data.matchAll(/([Mlhv])([^Mlhvz]*)/g)) {
    const [first = 0, second = 0] = [...rest.matchAll(/-?(?:\d+\.?\d*|\.\d+)/g)].map(Number);
    if (command === 'M') [x, y] = [first, second];
    else if (command === 'l') [x, y] = [x + first, y + second];
    else if (command === 'h') x += first;
    else y += first;
    pens.push([x, y]);
  }
  return pens;
}

test('writes relative steps without waste', () => {
  const path = openPath();
  path.moveTo(46, 40.7);
  path.lineTo(46.5, 40.7);
  path.lineTo(46.5, 100.04);
  path.lineTo(46.51, 100.01);
  path.lineTo(50.5, 99.4);
  path.closePath();
  expect(path.text()).toBe('M46 40.7h.5v59.3l4-.6z');
});

test('never drifts from where it was sent by more than half a tenth', () => {
  const place = fc.tuple(
    fc.double({ min: -500, max: 2_000, noNaN: true }),
    fc.double({ min: -500, max: 2_000, noNaN: true }),
  );
  fc.assert(
    fc.property(place, fc.array(place, { minLength: 1, maxLength: 50 }), (start, stops) => {
      const path = openPath();
      path.moveTo(...start);
      for (const stop of stops) path.lineTo(...stop);
      const [x, y] = follow(path.text()).at(-1) ?? [Number.NaN, Number.NaN];
      const [wantX, wantY] = stops.at(-1) ?? start;
      expect(Math.abs(x - wantX)).toBeLessThan(0.0501);
      expect(Math.abs(y - wantY)).toBeLessThan(0.0501);
    }),
  );
});
