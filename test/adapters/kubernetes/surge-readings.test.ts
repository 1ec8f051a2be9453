import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SurgeObject } from '../../../src/adapters/kubernetes/kept-types.ts';
import { SurgeReadings } from '../../../src/adapters/kubernetes/surge-readings.ts';
import { readSurge, surgeManifest } from '../../../src/resources/surge/codec.ts';
import { statusPatch } from '../../../src/resources/surge/status-codec.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';

const surge = aSurge();
const { spec } = surgeManifest(surge);
const target = 'HorizontalPodAutoscaler/news/app';

function anObject(version: string, generation: number, over: Partial<SurgeObject> = {}): SurgeObject {
  const metadata = { namespace: 'news', name: 'push', uid: 'u', resourceVersion: version, generation };
  return { metadata, spec, ...over };
}

const statusOf = (phase: 'Warming' | 'Warm') => statusPatch(target, aStatus({ phase }))['status'];

describe('readings', () => {
  test('of one object are the same each time', () => {
    const readings = new SurgeReadings();
    const object = anObject('1', 1);

    expect(readings.of(object)).toBe(readings.of(object));
  });

  test('say whom the surge names', () => {
    expect([...new SurgeReadings().of(anObject('1', 1)).named]).toEqual(surge.targets.map(() => target));
  });

  test('of a refused object name nobody', () => {
    const { reading, named } = new SurgeReadings().of(anObject('1', 1, { spec: { start: 'at noon' } }));

    expect(reading.kind).toBe('refused');
    expect(named.size).toBe(0);
  });

  const steps = fc.array(
    fc.record({
      generation: fc.integer({ min: 1, max: 3 }),
      spec: fc.constantFrom(spec, { ...spec, leadSeconds: 60 }, { start: 'at noon' }),
      status: fc.constantFrom(undefined, statusOf('Warming'), statusOf('Warm'), { targets: 'torn' }),
    }),
    { maxLength: 12 },
  );

  test('are always those of the object alone, whatever was read before', () => {
    fc.assert(
      fc.property(steps, (drawn) => {
        const readings = new SurgeReadings();
        // A spec changes with its generation alone.
        const specs = new Map<number, unknown>();
        for (const [index, step] of drawn.entries()) {
          if (!specs.has(step.generation)) specs.set(step.generation, step.spec);
          const over = { spec: specs.get(step.generation), status: step.status };
          const object = anObject(String(index), step.generation, over);

          expect(readings.of(object).reading).toEqual(readSurge(object));
        }
      }),
    );
  });

  test('are kept of what is there', () => {
    const readings = new SurgeReadings();
    const gone = anObject('1', 1);
    readings.of(gone);
    readings.keepOnly([]);
    // Made anew by that uid and generation, with another spec: nothing of the old one may be left.
    const anew = anObject('2', 1, { spec: { ...spec, leadSeconds: 60 } });

    expect(readings.of(anew).reading).toEqual(readSurge(anew));
  });
});
