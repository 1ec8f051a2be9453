import { expect, test } from 'vitest';
import { bufferNameOf } from '../../../src/core/capacity/buffer-name.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';

const named = (name: string, kind: TargetRef['kind'] = 'Deployment') =>
  bufferNameOf({ kind, namespace: 'shop', name });

test('tells the target', () => {
  expect(named('web')).toBe('forescale-deployment-web');
});

test('is another for an HPA and a workload of one name', () => {
  expect(named('web', 'HorizontalPodAutoscaler')).toBe('forescale-horizontalpodautoscaler-web');
});

test.each([180, 200, 253])(
  'of a name of %i characters leaves room for the PodTemplate that is made of it',
  (length) => {
    const name = named('a'.repeat(length));
    expect(`capacitybuffer-${name}-pod-template`.length).toBeLessThanOrEqual(253);
    expect(name).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
  },
);

test('of long names differs where they differ, and ends on a letter or figure', () => {
  const long = `${'a'.repeat(183)}.${'b'.repeat(60)}`;
  expect(named(`${long}-1`)).not.toBe(named(`${long}-2`));
  for (let dots = 170; dots < 200; dots += 1)
    expect(named(`${'a'.repeat(dots)}${'.'.repeat(1)}${'b'.repeat(80)}`)).toMatch(/[a-z0-9]-[0-9a-f]{13}$/);
});
