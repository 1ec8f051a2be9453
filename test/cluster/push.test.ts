import { beforeAll, describe, expect, test } from 'vitest';
import { minutes } from '../../src/core/model/time.ts';
import { type PlayedPush, playOnCluster } from './push/play.ts';
import { realPush } from './push/scenario.ts';

/** Ten pods, twenty times the load in ten seconds: as the reference runs on real parts were, and once with Forescale. */
const scenario = realPush({ watched: minutes(3) });
const options = { onShare: () => {}, signal: new AbortController().signal };
const PLAYING_MILLIS = minutes(30);

let reactive: PlayedPush;
let forescale: PlayedPush;
beforeAll(async () => {
  [reactive, forescale] = await Promise.all([
    playOnCluster('reactive', scenario, options),
    playOnCluster('forescale', scenario, options),
  ]);
}, PLAYING_MILLIS);

describe('a push on real parts', () => {
  test('the HPA alone loses a large part of the crowd', () => {
    const { unservedRequests, offeredRequests } = reactive.result;

    expect(unservedRequests / offeredRequests).toBeGreaterThan(0.2);
  });

  test('with Forescale nothing goes unserved', () => {
    expect(forescale.result.unservedRequests).toBe(0);
  });

  test('it was warm before the push', () => {
    expect(forescale.result.warmBeforeEventSeconds[0]).toBeGreaterThan(0);
  });

  test('the floor stood exactly as planned', () => {
    // 20,000 requests a second and a tenth more, at 166.67 a pod.
    expect(Math.max(...forescale.floors)).toBe(132);
  });

  test('it went up in one step, and then only down, by way of others', () => {
    const top = forescale.floors.indexOf(Math.max(...forescale.floors));
    const down = forescale.floors.slice(top);

    expect(top).toBe(1);
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    // In three minutes the crowd comes down to what the HPA at 60 % asks for above the floor: there is little to follow.
    expect(down.length).toBeGreaterThan(2);
  });

  test('the HPA came down in steps, none of them a cliff', () => {
    const down = forescale.desired.slice(forescale.desired.indexOf(Math.max(...forescale.desired)));
    const drops = down.slice(1).map((replicas, index) => 1 - replicas / (down[index] ?? replicas));

    // When a floor is lowered after a quiet hold, the HPA drops all of the difference in one sync: 192 to 80 on these parts.
    expect(Math.max(...drops)).toBeLessThanOrEqual(0.25);
  });

  test('the HPA is its owner’s again', () => {
    expect(forescale.result.restored).toBe(true);
    expect(forescale.floors.at(-1)).toBe(10);
  });
});
