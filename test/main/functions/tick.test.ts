import { describe, expect, it } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { handleTick } from '../../../src/main/functions/tick.ts';
import { aFunctionsWorld, START, UNTIL } from '../../support/a-functions-world.ts';

describe('a tick', () => {
  it('has a shift on every cluster, whatever becomes of the others', async () => {
    const { world, clock, lines } = aFunctionsWorld({ health: { live: 'away' } });

    const report = handleTick(world, UNTIL);
    await clock.advanceTo(plus(UNTIL, seconds(3)));

    expect((await report).clusters).toEqual([
      { cluster: 'live', kind: 'failed', error: 'Unavailable: https://live.example: connection refused' },
      { cluster: 'spare', kind: 'done', report: expect.objectContaining({ looks: expect.any(Object) }) },
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ message: 'cluster failed', cluster: 'live' }));
  });

  it('ends soon after its time is up, when a cluster hangs', async () => {
    const { world, clock } = aFunctionsWorld({ health: { live: 'hanging' } });

    const report = handleTick(world, UNTIL);
    await clock.advanceTo(plus(UNTIL, seconds(2)));

    expect((await report).clusters[0]).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining('not done by 2026-11-26T09:41:27.000Z'),
    });
  });

  it('leaves to the next tick what is due then, however long it might go on', async () => {
    const { world, clock } = aFunctionsWorld({ health: { live: 'hanging' } });

    const report = handleTick(world, plus(START, minutes(14)));
    await clock.advanceTo(plus(START, seconds(62)));

    expect((await report).clusters[0]).toMatchObject({ kind: 'failed' });
  });
});
