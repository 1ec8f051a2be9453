import { describe, expect, test } from 'vitest';
import { parsePrescaleConfig } from '../../../src/core/prescale/config.ts';

describe('parsePrescaleConfig', () => {
  test('nothing told gives the defaults', () => {
    expect(parsePrescaleConfig({})).toEqual({
      lead: 240_000,
      dwell: 10_000,
      headroom: 0.1,
      followWithScale: true,
      scaleDownSeconds: 30,
      curveStep: 15_000,
      lowering: { share: 0.1, every: 15_000, loadMargin: 0.1, patience: 300_000 },
      reasserts: 5,
      fleet: { podsPerSecond: 8, hpaChangesPerSecond: 10, podReady: 60_000 },
      poll: 5_000,
      maxClockSkew: 60_000,
    });
  });

  test('is frozen all the way down', () => {
    const config = parsePrescaleConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.lowering)).toBe(true);
  });

  test('a part of the walk may be told alone', () => {
    const { lowering } = parsePrescaleConfig({ lowering: { everySeconds: 60 } });
    expect(lowering).toEqual({ share: 0.1, every: 60_000, loadMargin: 0.1, patience: 300_000 });
  });

  test('the scale-down window may be left alone', () => {
    expect(parsePrescaleConfig({ scaleDownSeconds: null }).scaleDownSeconds).toBeNull();
  });

  test.each<[unknown, string]>([
    [{ leadSecond: 1 }, 'leadSecond'],
    [{ leadSeconds: -1 }, 'leadSeconds'],
    [{ leadSeconds: '240' }, 'leadSeconds'],
    [{ lowering: { share: 0 } }, 'share'],
    [{ lowering: { share: 1.1 } }, 'share'],
    [{ reasserts: 1.5 }, 'reasserts'],
    [{ scaleDownSeconds: 3_601 }, 'scaleDownSeconds'],
    [{ curveStepSeconds: 0 }, 'curveStepSeconds'],
    [null, 'object'],
  ])('refuses %j and names it', (raw, name) => {
    expect(() => parsePrescaleConfig(raw)).toThrow(name);
  });
});
