import { describe, expect, test } from 'vitest';
import { STYLE } from '../../../src/cli/report/style.ts';

const palettes = [...STYLE.matchAll(/:root \{([^}]*)\}/g)].map(
  ([, block = '']) =>
    new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, hex]) => [name, hex])),
);
const [light, dark] = palettes;

/** Relative luminance by WCAG 2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(palette: typeof light, one: string, other: string): number {
  const [a, b] = [one, other].map((name) => luminance(palette?.get(name) ?? 'missing'));
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

describe.each([
  { scheme: 'light', palette: light },
  { scheme: 'dark', palette: dark },
])('the $scheme palette', ({ palette }) => {
  test.each(['ink', 'soft'])('%s reads as text', (name) => {
    for (const ground of ['page', 'card', 'mark'])
      expect(contrast(palette, name, ground)).toBeGreaterThan(4.5);
  });

  test.each(['offered', 'served', 'loss', 'ready', 'desired', 'floor', 'ready-nodes'])(
    '%s stands out',
    (name) => {
      expect(contrast(palette, name, 'card')).toBeGreaterThan(3);
    },
  );
});

test('both palettes name the same colours', () => {
  expect([...(dark?.keys() ?? [])]).toEqual([...(light?.keys() ?? [])]);
});
