/** Against what a real controller manager did with its default limits. */
import { describe, expect, test } from 'vitest';
import { seconds, toSeconds } from '../../../src/core/model/time.ts';
import { describeShortLead, type FleetConfig, predictRise } from '../../../src/core/prescale/fleet.ts';

const FLEET: FleetConfig = { podsPerSecond: 8, hpaChangesPerSecond: 10, podReady: seconds(40) };
/** From 7 to 9 pods each. */
const THOUSAND = { targets: 1_000, pods: 2_000 };

describe('a thousand targets that go up at once', () => {
  test.each<[string, boolean, 'asked' | 'created', readonly number[], number]>([
    ['the floor alone: the last Deployment is asked for', false, 'asked', [104.5, 107.8], 0.1],
    ['the floor alone: the last pod is created', false, 'created', [278, 241], 0.11],
    ['with /scale: the last pod is created', true, 'created', [240, 241], 0.05],
  ])('%s', (_name, followWithScale, stage, measured, tolerance) => {
    const predicted = toSeconds(predictRise(THOUSAND, FLEET, followWithScale)[stage]);
    for (const seen of measured) expect(Math.abs(predicted - seen) / seen).toBeLessThanOrEqual(tolerance);
  });

  test('nobody waits for the HPA controller with /scale', () => {
    expect(predictRise(THOUSAND, FLEET, true).asked).toBe(0);
  });

  test('of few pods wait for the HPA controller without', () => {
    expect(predictRise({ targets: 1_000, pods: 1_000 }, FLEET, false)).toMatchObject({
      asked: seconds(100),
      created: seconds(125),
      ready: seconds(165),
    });
    expect(predictRise({ targets: 1_000, pods: 100 }, FLEET, false).created).toBe(seconds(100));
  });
});

test('where nothing is created nothing becomes ready', () => {
  expect(predictRise({ targets: 0, pods: 0 }, FLEET, true).ready).toBe(0);
});

describe('a lead', () => {
  test('that is short is told with both figures, and with one that is enough', () => {
    expect(describeShortLead(seconds(240), THOUSAND, FLEET, true)).toBe(
      'the lead is 240 s, but 2000 pods of 1000 targets that go up together take about 250 s to be created ' +
        'and 40 s to become ready: a lead of 290 s is enough',
    );
    expect(describeShortLead(seconds(290), THOUSAND, FLEET, true)).toBeUndefined();
  });
});
