/** All ports of a pass over one target, floor and nodes, on a world in memory: any call may fail, writes are noted. */
import type { TargetPassDeps } from '../../src/controllers/target-pass.ts';
import type { BufferReading } from '../../src/core/model/capacity.ts';
import type { RoomSnapshot } from '../../src/core/model/room.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../src/core/model/surge-capacity.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { Conflict, type Fault } from '../../src/ports/faults.ts';
import type { LogFields } from '../../src/ports/log.ts';
import { CAPACITY_DEFAULTS } from './a-capacity.ts';
import { aRoom } from './a-room.ts';
import { applyAction, DEFAULTS, type World } from './a-world.ts';

export interface NodeWorld extends World {
  readonly buffer: BufferReading;
  readonly room: RoomSnapshot | undefined;
  readonly targetGone?: boolean;
}

export interface NodePorts {
  readonly deps: TargetPassDeps;
  readonly world: () => NodeWorld;
  readonly change: (over: Partial<NodeWorld>) => void;
  /** In order: `PatchTarget`, `PutBuffer 30`, and so on. */
  readonly written: string[];
  readonly logged: (LogFields & { readonly message: string })[];
}

export interface NodeCircumstances {
  readonly now: () => Instant;
  /** The fault that a call meets, by its name; it has no effect then. */
  readonly fault?: (call: string) => Fault | undefined;
  readonly surgesElsewhere?: readonly Surge[];
}

export const aNodeWorld = (world: World, over: Partial<NodeWorld> = {}): NodeWorld => ({
  buffer: { kind: 'none' },
  room: aRoom(),
  ...world,
  ...over,
});

export function nodePortsOn(start: NodeWorld, circumstances: NodeCircumstances): NodePorts {
  const { now, fault = () => undefined, surgesElsewhere = [] } = circumstances;
  let world = start;
  let made = 0;
  const written: string[] = [];
  const logged: (LogFields & { message: string })[] = [];
  const note = (message: string, fields: LogFields) => void logged.push({ message, ...fields });
  const read = <T>(call: string, part: (seen: NodeWorld) => T): Promise<T> => {
    const failure = fault(call);
    return failure === undefined ? Promise.resolve(part(world)) : Promise.reject(failure);
  };
  const write = async (call: string, next: () => NodeWorld): Promise<void> => {
    await read(call, () => {});
    world = next();
    written.push(call);
  };
  const act = (action: Parameters<typeof applyAction>[1]) => (): NodeWorld => {
    const after = applyAction(world, action);
    if (after === undefined) throw new Conflict('409');
    return { ...world, ...after };
  };
  return {
    world: () => world,
    change: (over) => {
      world = { ...world, ...over };
    },
    written,
    logged,
    deps: {
      clock: { now, wake: () => Promise.resolve() },
      config: DEFAULTS,
      log: { info: note, warn: note },
      targets: {
        read: () =>
          read('ReadTarget', ({ target, targetGone }) => (targetGone === true ? undefined : target)),
        listRecorded: () => Promise.resolve([]),
        patch: (target, { resourceVersion, change, record }) =>
          write('PatchTarget', act({ kind: 'PatchTarget', target, resourceVersion, change, record })),
        scale: (target, change) => write('ScaleTarget', act({ kind: 'ScaleTarget', target, ...change })),
      },
      surges: {
        list: () => read('ListSurges', ({ surges }) => [...surges, ...surgesElsewhere]),
        listFor: () => read('ListSurgesFor', ({ surges }) => surges),
        patchStatus: (surge, target, status) =>
          write('PatchSurgeStatus', act({ kind: 'PatchSurgeStatus', surge, target, status })),
      },
      capacity: {
        config: CAPACITY_DEFAULTS,
        rooms: { read: () => read('ReadRoom', ({ room }) => room) },
        statuses: {
          patchCapacity: (surge, target, capacity) =>
            write(`PatchSurgeCapacity ${capacity.phase}`, () => withCapacity(world, surge, target, capacity)),
        },
        buffers: {
          read: () => read('ReadBuffer', ({ buffer }) => buffer),
          listBuffered: () =>
            read('ListBuffered', ({ buffer, target }) => (buffer.kind === 'ours' ? [target.ref] : [])),
          put: (_, name, { uid, chunks, scalable }) =>
            write(`PutBuffer ${chunks}`, () => {
              const { buffer } = world;
              if (
                uid !== (buffer.kind === 'ours' ? buffer.buffer.uid : undefined) ||
                buffer.kind === 'foreign'
              )
                throw new Conflict('409');
              made += uid === undefined ? 1 : 0;
              const born = { name, uid: `buffer-${made}`, createdAt: now(), conditions: [] };
              const before = buffer.kind === 'ours' ? buffer.buffer : born;
              return { ...world, buffer: { kind: 'ours', buffer: { ...before, chunks, scalable } } };
            }),
          remove: (_, __, uid) =>
            write('RemoveBuffer', () => {
              const { buffer } = world;
              if (buffer.kind === 'none') return world;
              if (buffer.kind !== 'ours' || buffer.buffer.uid !== uid) throw new Conflict('409');
              return { ...world, buffer: { kind: 'none' } };
            }),
        },
      },
    },
  };
}

function withCapacity(
  world: NodeWorld,
  id: string,
  target: TargetRef,
  capacity: SurgeTargetCapacity,
): NodeWorld {
  const stored = JSON.parse(JSON.stringify(capacity)) as SurgeTargetCapacity;
  const surges = world.surges.map((surge) =>
    surge.id === id ? { ...surge, capacity: { ...surge.capacity, [keyOf(target)]: stored } } : surge,
  );
  return { ...world, surges };
}
