/** The floor first, then the nodes; and whatever befalls the nodes, the floor goes up in time. */
import { describe, expect, test } from 'vitest';
import { reconcileTarget } from '../../src/controllers/target-pass.ts';
import { keyOf } from '../../src/core/model/target.ts';
import { type Instant, minutes } from '../../src/core/model/time.ts';
import type { EventRecorder } from '../../src/ports/events.ts';
import { Conflict, type Fault, Forbidden, Invalid, NotFound, Unavailable } from '../../src/ports/faults.ts';
import { aNodeSurge } from '../support/a-capacity.ts';
import { aBuffer } from '../support/a-room.ts';
import { at } from '../support/a-surge.ts';
import { AN_HPA, aTarget } from '../support/a-target.ts';
import { aNodeWorld, type NodeWorld, nodePortsOn } from '../support/node-ports.ts';

/** Passes over one target whose surge asks for nodes at 17:50, for its floor at 17:56. */
function aTargetPass(fault: (call: string) => Fault | undefined = () => undefined, surges = [aNodeSurge()]) {
  let now = at(17, 40);
  const ports = nodePortsOn(aNodeWorld({ target: aTarget(), surges }), { now: () => now, fault });
  const passAt = (instant: Instant) => {
    now = instant;
    return reconcileTarget(AN_HPA, ports.deps);
  };
  /** Buffer up, without faults of its own. */
  return { ...ports, passAt };
}

const failing =
  (fault: Fault, ...calls: readonly string[]) =>
  (call: string): Fault | undefined =>
    calls.some((name) => call.startsWith(name)) ? fault : undefined;

describe('a pass', () => {
  test('before the window writes nothing, and looks as it opens', async () => {
    const { passAt, written } = aTargetPass();
    expect(await passAt(at(17, 40))).toEqual({ nextLook: at(17, 50) });
    expect(written).toEqual([]);
  });

  test('puts the buffer as the window opens, and then rests', async () => {
    const { passAt, written } = aTargetPass();
    expect(await passAt(at(17, 50))).toEqual({ nextLook: at(17, 50, 15) });
    await passAt(at(17, 50, 15));
    expect(written).toEqual(['PatchSurgeCapacity Requested', 'PutBuffer 30']);
  });

  test('raises first, scales, then takes the buffer away', async () => {
    const { passAt, written, world } = aTargetPass();
    await passAt(at(17, 50));
    await passAt(at(17, 56));
    expect(written.slice(2)).toEqual([
      'PatchSurgeStatus',
      'PatchTarget',
      'ScaleTarget',
      'PatchSurgeCapacity Released',
      'RemoveBuffer',
    ]);
    expect([world().target.min, world().buffer]).toEqual([40, { kind: 'none' }]);
  });

  test('looks no further than the buffer when no surge wants nodes', async () => {
    const calls: string[] = [];
    const { passAt } = aTargetPass(
      (call) => {
        calls.push(call);
        return undefined;
      },
      [aNodeSurge({ nodeLead: undefined })],
    );
    expect(await passAt(at(17, 50))).toEqual({ nextLook: at(17, 56) });
    expect(calls).toEqual(['ReadTarget', 'ListSurgesFor', 'ReadBuffer']);
  });

  test('removes a buffer that nobody asks for, its target gone or not', async () => {
    for (const targetGone of [false, true]) {
      const { passAt, change, written } = aTargetPass(undefined, []);
      change({ buffer: aBuffer(), targetGone });
      await passAt(at(17, 50));
      expect(written).toEqual(['RemoveBuffer']);
    }
  });

  test('without capacity ports is a pass of pre-scaling', async () => {
    const { deps, written } = aTargetPass();
    const { capacity: _, ...plain } = deps;
    expect(await reconcileTarget(AN_HPA, plain)).toEqual({ nextLook: at(17, 56) });
    expect(written).toEqual([]);
  });
});

describe('a pass whose nodes fail', () => {
  const faults = [new Unavailable('503'), new Invalid('refused'), new NotFound('gone'), new Conflict('409')];
  const calls = ['ReadBuffer', 'ReadRoom', 'ListSurges', 'PatchSurgeCapacity', 'PutBuffer', 'RemoveBuffer'];

  test.each(faults.flatMap((fault) => calls.map((call) => [fault.name, call, fault] as const)))(
    '%s of %s: raises in time',
    async (_, call, fault) => {
      const { passAt, world } = aTargetPass((name) =>
        name === 'ListSurgesFor' ? undefined : failing(fault, call)(name),
      );
      const { nextLook } = await passAt(at(17, 55, 50));
      expect(nextLook).toBeLessThanOrEqual(at(17, 56));
      await passAt(at(17, 56));
      expect(world().target).toMatchObject({ min: 40, replicas: 40 });
    },
  );

  test('says so, and looks again: soon after a lost race, else a poll later', async () => {
    const lost = aTargetPass(failing(new Conflict('409'), 'PutBuffer'));
    expect(await lost.passAt(at(17, 50))).toEqual({ nextLook: at(17, 50, 1) });
    const down = aTargetPass(failing(new Unavailable('503'), 'ReadBuffer'));
    expect(await down.passAt(at(17, 50))).toEqual({ nextLook: at(17, 50, 15) });
    expect([...lost.logged, ...down.logged]).toMatchObject([
      { message: 'nodes: lost a race, deciding anew', disposition: 'conflict', error: 'Conflict: 409' },
      { message: 'nodes: failed, looking again', disposition: 'retry', error: 'Unavailable: 503' },
    ]);
  });
});

describe('a buffer that the API server refuses', () => {
  const quota = new Forbidden('403 Forbidden: exceeded quota: count/capacitybuffers');
  const capacityIn = ({ surges }: NodeWorld) => surges[0]?.capacity?.[keyOf(AN_HPA)];
  /** Refuses as long as it says so, and tells what a person on call is told. */
  const refusing = (fault: Fault) => {
    const server = { refuses: true };
    const pass = aTargetPass((call) => (server.refuses ? failing(fault, 'PutBuffer')(call) : undefined));
    const told: string[] = [];
    const events: EventRecorder = {
      record: ({ kind }, { reason }) => void (kind === 'surge' && told.push(reason)),
    };
    Object.assign(pass.deps, { events });
    return { ...pass, server, told };
  };

  test.each([quota, new Invalid('422 Invalid: admission webhook "policy" denied the request')])(
    'is said on the surge, with why, and once: %s',
    async (fault) => {
      const { passAt, world, written, told } = refusing(fault);
      expect(await passAt(at(17, 50))).toEqual({ nextLook: at(17, 50, 15) });
      expect(capacityIn(world())).toMatchObject({
        phase: 'Refused',
        chunks: 30,
        since: at(17, 50),
        message: `the API server refuses the buffer (${fault.message}): pods go first`,
      });
      const before = written.length;
      await passAt(at(17, 50, 15));
      await passAt(at(17, 50, 30));
      expect(written.slice(before)).toEqual([]);
      expect(told).toEqual(['NodesRefused']);
    },
  );

  test('is asked for again, and forgotten when it is taken', async () => {
    const { passAt, world, server, told } = refusing(quota);
    await passAt(at(17, 50));
    server.refuses = false;
    await passAt(at(17, 50, 15));
    expect(world().buffer.kind).toBe('ours');
    await passAt(at(17, 50, 30));
    expect(capacityIn(world())).toMatchObject({
      phase: 'Requested',
      message: expect.stringContaining('waiting'),
    });
    expect(told).toEqual(['NodesRefused', 'NodesAsked']);
  });

  test('keeps no floor from going up', async () => {
    const { passAt, world } = refusing(quota);
    await passAt(at(17, 50));
    await passAt(at(17, 56));
    expect([world().target.min, capacityIn(world())?.phase]).toEqual([40, 'Released']);
  });

  test('though it stands, and only another size is refused', async () => {
    const { passAt, change, world, written, server } = refusing(quota);
    server.refuses = false;
    await passAt(at(17, 50));
    server.refuses = true;
    const more = { ...aNodeSurge(), id: 'news/more', demand: { kind: 'replicas', replicas: 50 } as const };
    change({ surges: [...world().surges, more] });
    await passAt(at(17, 50, 15));
    expect(capacityIn(world())).toMatchObject({ phase: 'Refused', chunks: 40 });
    const before = written.length;
    await passAt(at(17, 50, 30));
    expect(written.slice(before)).toEqual([]);
  });
});

describe('a pass whose floor fails', () => {
  const buffered = async (fault: Fault) => {
    const pass = aTargetPass(failing(fault, 'PatchTarget'));
    await pass.passAt(at(17, 50));
    await expect(pass.passAt(at(17, 56))).rejects.toBe(fault);
    return pass.world().buffer.kind;
  };

  test('keeps the buffer until the floor stands', async () => {
    expect(await buffered(new Unavailable('503'))).toBe('ours');
    expect(await buffered(new Conflict('409'))).toBe('ours');
  });

  test('gives the nodes up when the floor is refused for good', async () => {
    expect(await buffered(new Invalid('refused'))).toBe('none');
  });
});

test('what is asked for counts the floor that an HPA has yet to follow', async () => {
  const later = aNodeSurge({
    id: 'news/later',
    demand: { kind: 'replicas', replicas: 48 },
    lead: minutes(3),
  });
  const { passAt, deps, written } = aTargetPass(undefined, [aNodeSurge(), later]);
  await passAt(at(17, 52));
  Object.assign(deps, { config: { ...deps.config, followWithScale: false } });
  await passAt(at(17, 56));
  await passAt(at(17, 56, 15));
  expect(written.filter((call) => call.startsWith('PutBuffer'))).toEqual(['PutBuffer 38', 'PutBuffer 8']);
});
