import { beforeAll, describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../src/core/model/time.ts';
import { type PlayedPush, playOnCluster, type Standing } from './push/play.ts';
import { realPush } from './push/scenario.ts';

/** Ten pods, twenty times the load in ten seconds: as the reference runs on real parts were, and once with Forescale. */
const scenario = realPush({ watched: seconds(210) });
const options = { onShare: () => {}, signal: new AbortController().signal };
const PLAYING_MILLIS = minutes(15);

let reactive: PlayedPush;
let forescale: PlayedPush;
/** Each value that stood, in order. */
let floors: readonly number[];
beforeAll(async () => {
  [reactive, forescale] = await Promise.all([
    playOnCluster('reactive', scenario, options),
    playOnCluster('forescale', scenario, options),
  ]);
  const all = forescale.standings.map(({ floor }) => floor);
  floors = all.filter((floor, index) => floor !== all[index - 1]);
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
    expect(Math.max(...floors)).toBe(132);
  });

  test('it went up in one step, and then only down, by way of others', () => {
    const top = floors.indexOf(Math.max(...floors));
    const down = floors.slice(top);

    expect(top).toBe(1);
    expect(down).toEqual(down.toSorted((a, b) => b - a));
    // By then the crowd is down to a little less than what the floor serves at the HPA's 60 %: there is little to follow.
    expect(down.length).toBeGreaterThan(2);
  });

  test('the HPA came down in steps, none of them a cliff', () => {
    const desired = forescale.standings.map((standing) => standing.desired);
    const down = desired.slice(desired.indexOf(Math.max(...desired)));
    const drops = down.slice(1).map((replicas, index) => 1 - replicas / (down[index] ?? replicas));

    // By itself it lets go at once what the crowd has lost until the last pods that it asked for are ready: in 200 s, 44 %.
    // When a floor is lowered after a quiet hold, it drops all of the difference in one sync: 192 to 80 on these parts.
    expect(Math.max(...drops)).toBeLessThanOrEqual(0.45);
    // Of what a floor held, it never drops that much when the floor goes.
    for (const { desired: replicas, held } of withFloorLetGo(forescale.standings))
      expect(1 - replicas / held).toBeLessThanOrEqual(0.25);
  });

  test('the HPA is its owner’s again', () => {
    expect(forescale.result.restored).toBe(true);
    expect(floors.at(-1)).toBe(10);
  });
});

/** Each standing since the HPA has followed the floor to its top, with the floor that stood before, where that was higher. */
function withFloorLetGo(standings: readonly Standing[]) {
  const highest = Math.max(...floors);
  const top = standings.findIndex(({ floor, desired }) => floor === highest && desired >= highest);
  return standings.slice(top).map((standing) => {
    const before = floors[floors.lastIndexOf(standing.floor) - 1] ?? standing.floor;
    return { ...standing, held: Math.max(before, standing.floor) };
  });
}
