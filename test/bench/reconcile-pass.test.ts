/** What a pass costs is counted here and timed by `npm run bench`: a count is the same on every machine. */
import { describe, expect, test } from 'vitest';
import { type Access, Fleet } from './fleet.ts';
import { runPass, settleFleet } from './reconcile-pass.ts';

const fleetOf = (targets: number, access: Access = 'indexed'): Fleet =>
  new Fleet({ targets, surges: targets / 5, targetsPerSurge: 5 }, access);

async function countPass(fleet: Fleet, targets: number) {
  const before = { ...fleet.counts };
  await runPass(fleet);
  const { reads, lists, surgesLookedAt, writes } = fleet.counts;
  return {
    lists: lists - before.lists,
    readsPerTarget: (reads - before.reads) / targets,
    surgesPerTarget: (surgesLookedAt - before.surgesLookedAt) / targets,
    writesPerTarget: (writes - before.writes) / targets,
  };
}

describe.each([50, 500, 5_000])('a pass over %i targets', (targets) => {
  test('that raises every floor reads a target and its surges once, and writes three times', async () => {
    expect(await countPass(fleetOf(targets), targets)).toEqual({
      lists: 2,
      readsPerTarget: 1,
      surgesPerTarget: 1,
      writesPerTarget: 3,
    });
  });

  test('that finds everything as it should be reads as much and writes nothing', async () => {
    const fleet = fleetOf(targets);
    await settleFleet(fleet);

    expect(await countPass(fleet, targets)).toEqual({
      lists: 2,
      readsPerTarget: 1,
      surgesPerTarget: 1,
      writesPerTarget: 0,
    });
  });
});

test.each([50, 500, 5_000])(
  'a surge that names %i targets is read for all of them together',
  async (targets) => {
    const fleet = new Fleet({ targets, surges: 1, targetsPerSurge: targets });
    fleet.counts.refsLookedAt = 0;
    await runPass(fleet);

    expect(fleet.counts.refsLookedAt / targets).toBeLessThanOrEqual(3);
  },
);

test('without an index from target to surges the count would grow with the fleet', async () => {
  const [few, many] = [
    await countPass(fleetOf(50, 'scanned'), 50),
    await countPass(fleetOf(500, 'scanned'), 500),
  ];

  expect(many.surgesPerTarget).toBe(10 * few.surgesPerTarget);
});
