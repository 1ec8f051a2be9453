/** Laws of nodes ahead of pods over any surges, looks, crashes and edits of one target. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcileTarget } from '../../src/controllers/target-pass.ts';
import type { BufferReading } from '../../src/core/model/capacity.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../src/core/model/time.ts';
import { raiseAt } from '../../src/core/prescale/window.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import { aFullNode, aNode, aRoom } from '../support/a-room.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { arbSurges, EVENING } from '../support/arbitrary-surge.ts';
import { arbTarget } from '../support/arbitrary-target.ts';
import { aNodeWorld, type NodePorts, nodePortsOn } from '../support/node-ports.ts';

const runs = Number(process.env['PROPERTY_RUNS'] ?? 100);

const arbNodeLead = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: 0, max: 600 }).map((count) => seconds(count)),
);

/** A look after a pause, which may break off after some writes; others may act before it. */
const arbLook = fc.record({
  pause: fc.integer({ min: 0, max: 400 }).map((count) => seconds(count)),
  writes: fc.oneof(
    { weight: 3, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
    { weight: 1, arbitrary: fc.nat(6) },
  ),
  before: fc.constantFrom('nothing', 'nothing', 'nothing', 'cancel', 'delete', 'followed', 'noNodes'),
});
type Look = typeof arbLook extends fc.Arbitrary<infer T> ? T : never;

const arbScene = arbTarget.chain((target) =>
  fc.record({
    target: fc.constant(target),
    surges: arbSurges(target.ref).chain((surges) =>
      fc
        .array(arbNodeLead, { minLength: surges.length, maxLength: surges.length })
        .map((leads) => surges.map((surge, index) => ({ ...surge, nodeLead: leads[index] }))),
    ),
    looks: fc.array(arbLook, { minLength: 1, maxLength: 12 }),
    nodes: fc.integer({ min: 0, max: 4 }),
    buffer: fc.constantFrom<BufferReading>(
      { kind: 'none' },
      { kind: 'none' },
      { kind: 'foreign' },
      {
        kind: 'unavailable',
        why: 'not served',
      },
    ),
  }),
);
type Scene = typeof arbScene extends fc.Arbitrary<infer T> ? T : never;

interface Run {
  readonly ports: NodePorts;
  readonly passAt: (now: Instant, writes?: number) => Promise<boolean>;
}

function begin({ target, surges, nodes, buffer }: Scene): Run {
  let now = EVENING;
  let left = Number.POSITIVE_INFINITY;
  const room = aRoom({
    nodes: [aFullNode('full'), ...Array.from({ length: nodes }, (_, n) => aNode(`n${n}`))],
  });
  const fault = (call: string) => {
    if (/^(Read|List)/.test(call)) return left < 0 ? new Unavailable('dead') : undefined;
    left -= 1;
    return left < 0 ? new Unavailable('dead') : undefined;
  };
  const ports = nodePortsOn(aNodeWorld({ target, surges }, { room, buffer }), { now: () => now, fault });
  const passAt = async (instant: Instant, writes = Number.POSITIVE_INFINITY): Promise<boolean> => {
    now = instant;
    left = writes;
    try {
      await reconcileTarget(target.ref, ports.deps);
      return left >= 0;
    } catch {
      return false;
    }
  };
  return { ports, passAt };
}

function disturb({ world, change }: NodePorts, before: Look['before']): void {
  const { surges, target } = world();
  const [first, ...rest] = surges;
  if (first === undefined || before === 'nothing') return;
  if (before === 'delete') change({ surges: rest });
  else if (before === 'cancel') change({ surges: [{ ...first, cancelled: true }, ...rest] });
  else if (before === 'noNodes') change({ surges: [{ ...first, nodeLead: undefined }, ...rest] });
  else change({ target: { ...target, replicas: target.replicas === 0 ? 0 : (target.min ?? 1) } });
}

async function play(scene: Scene, check: (run: Run, now: Instant) => Promise<void> | void): Promise<Run> {
  const run = begin(scene);
  let now = EVENING;
  for (const { pause, writes, before } of scene.looks) {
    now = plus(now, pause);
    disturb(run.ports, before);
    if (await run.passAt(now, writes)) await check(run, now);
  }
  return run;
}

const isOpenAt = (surge: Surge, now: Instant): boolean =>
  surge.nodeLead !== undefined &&
  !surge.cancelled &&
  minus(raiseAt(surge, DEFAULTS), surge.nodeLead) <= now &&
  now < surge.end;

const isOurs = ({ world }: NodePorts): boolean => world().buffer.kind === 'ours';

test('no buffer of ours outside a window', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      await play(scene, ({ ports }, now) => {
        if (isOurs(ports)) expect(ports.world().surges.some((surge) => isOpenAt(surge, now))).toBe(true);
      });
    }),
    { numRuns: runs },
  );
});

test('no buffer of ours when the floors of surges that ask for the same all along have gone up', async () => {
  const isFlat = ({ demand }: Surge): boolean => demand.kind === 'replicas' || demand.curve.kind === 'box';
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      await play(scene, ({ ports }, now) => {
        const { surges } = ports.world();
        const toCome = surges.some(
          (surge) => isOpenAt(surge, now) && (!isFlat(surge) || now < raiseAt(surge, DEFAULTS)),
        );
        if (!toCome) expect(isOurs(ports)).toBe(false);
      });
    }),
    { numRuns: runs },
  );
});

test('a pass after a whole one writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      await play(scene, async ({ ports, passAt }, now) => {
        await passAt(now);
        const before = ports.written.length;
        await passAt(now);
        expect(ports.written.slice(before)).toEqual([]);
      });
    }),
    { numRuns: runs },
  );
});

test('what is not ours is never written, and what is not served not asked for', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      fc.pre(scene.buffer.kind !== 'none');
      const { ports } = await play(scene, () => {});
      expect(ports.world().buffer).toEqual(scene.buffer);
      expect(ports.written.filter((call) => call.endsWith('Buffer') || call.startsWith('PutBuffer'))).toEqual(
        [],
      );
    }),
    { numRuns: runs },
  );
});

test('the buffer and what is asked for never come to more than the surges will', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      await play(scene, ({ ports }) => {
        const { buffer, target, surges } = ports.world();
        if (buffer.kind !== 'ours') return;
        const ceilings = surges.map(({ ceiling }) => (ceiling.kind === 'raise' ? ceiling.to : 0));
        // A pin lowers the maximum that stands for as long as it lasts.
        const most = Math.max(scene.target.max ?? Number.POSITIVE_INFINITY, ...ceilings);
        expect(buffer.buffer.chunks).toBeGreaterThan(0);
        expect(buffer.buffer.chunks + target.replicas).toBeLessThanOrEqual(most);
      });
    }),
    { numRuns: runs },
  );
});

test('in the end nothing is left, on the cluster or in what the surges say', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      const { ports, passAt } = await play(scene, () => {});
      const end = plus(EVENING, minutes(180));
      for (let count = 0; count < 3; count += 1) await passAt(plus(end, seconds(count)));
      expect(isOurs(ports)).toBe(false);
      const said = ports.world().surges.flatMap(({ capacity = {} }) => Object.values(capacity));
      expect(said.filter(({ phase }) => phase !== 'Released')).toEqual([]);
    }),
    { numRuns: runs },
  );
});

test('looks as every window opens and closes', async () => {
  await fc.assert(
    fc.asyncProperty(arbScene, async (scene) => {
      const { ports } = begin(scene);
      const { nextLook } = await reconcileTarget(scene.target.ref, ports.deps);
      const edges = scene.surges
        .filter(({ nodeLead, cancelled }) => nodeLead !== undefined && !cancelled)
        .flatMap((surge) => [
          minus(raiseAt(surge, DEFAULTS), surge.nodeLead ?? seconds(0)),
          raiseAt(surge, DEFAULTS),
        ])
        .filter((edge) => edge > EVENING);
      const first = edges.length === 0 ? undefined : Math.min(...edges);
      if (first !== undefined) expect(nextLook).toBeLessThanOrEqual(first);
    }),
    { numRuns: runs },
  );
});
