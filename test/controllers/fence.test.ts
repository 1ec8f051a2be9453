import { describe, expect, test } from 'vitest';
import { fenceSurges, fenceTargets } from '../../src/controllers/fence.ts';
import { asInstant } from '../../src/core/model/time.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { portsOn } from '../support/world-ports.ts';

function fenced() {
  const lose = new AbortController();
  const ports = portsOn({ target: aTarget(), surges: [aSurge()] }, { now: asInstant(0) });
  const targets = fenceTargets(ports.deps.targets, lose.signal);
  const surges = fenceSurges(ports.deps.surges, lose.signal);
  const writes = {
    patch: () => targets.patch(AN_HPA, { resourceVersion: '1', change: { min: 20 }, record: null }),
    scale: () => targets.scale(AN_HPA, { from: 10, replicas: 20 }),
    status: () => surges.patchStatus('news/push', AN_HPA, aStatus()),
  };
  return { lose, ports, targets, surges, writes };
}

describe('a leader', () => {
  test.each(['patch', 'scale', 'status'] as const)('writes: %s', async (what) => {
    const { ports, writes } = fenced();
    await writes[what]();
    expect(ports.written.length).toBe(1);
  });
});

describe('who has lost the lead', () => {
  test.each(['patch', 'scale', 'status'] as const)('writes nothing: %s', async (what) => {
    const { lose, ports, writes } = fenced();
    lose.abort();
    await expect(writes[what]()).rejects.toMatchObject({ disposition: 'retry' });
    expect(ports.written).toEqual([]);
  });

  test('may still read', async () => {
    const { lose, targets, surges } = fenced();
    lose.abort();
    expect(await targets.read(AN_HPA)).toMatchObject({ min: 10 });
    expect((await surges.listFor(AN_HPA)).length).toBe(1);
  });
});
