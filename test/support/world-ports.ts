/** The ports of pre-scaling on a world: every write is noted, others may act between two reads, any write may fail. */
import type { PrescaleDeps } from '../../src/controllers/prescale.ts';
import type { Action } from '../../src/core/model/plan.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import { Conflict, type Fault } from '../../src/ports/faults.ts';
import type { LogFields } from '../../src/ports/log.ts';
import { applyAction, DEFAULTS, type World } from './a-world.ts';

export interface Circumstances {
  readonly now: Instant;
  /** What others do after the first read. */
  readonly between?: (world: World) => World;
  /** The fault that a write meets; it has no effect then. */
  readonly fault?: (action: Action) => Fault | undefined;
  /** There is no target to be read. */
  readonly targetGone?: boolean;
}

export interface WorldPorts {
  readonly deps: PrescaleDeps;
  readonly world: () => World;
  readonly written: readonly Action[];
  readonly logged: readonly (LogFields & { readonly message: string })[];
}

export function portsOn(start: World, circumstances: Circumstances): WorldPorts {
  const { now, between = (world: World) => world, fault = () => undefined, targetGone } = circumstances;
  let world = start;
  let reads = 0;
  const written: Action[] = [];
  const logged: (LogFields & { message: string })[] = [];

  const read = <T>(part: (seen: World) => T): Promise<T> => {
    const seen = part(world);
    reads += 1;
    if (reads === 1) world = between(world);
    return Promise.resolve(seen);
  };
  const write = (action: Action): Promise<void> => {
    const failure = fault(action);
    if (failure !== undefined) return Promise.reject(failure);
    const after = applyAction(world, action);
    if (after === undefined) return Promise.reject(new Conflict('409'));
    world = after;
    written.push(action);
    return Promise.resolve();
  };
  const note = (message: string, fields: LogFields) => void logged.push({ message, ...fields });

  return {
    world: () => world,
    written,
    logged,
    deps: {
      clock: { now: () => now, wake: () => Promise.resolve() },
      config: DEFAULTS,
      log: { info: note, warn: note },
      targets: {
        read: () => read(({ target }) => (targetGone === true ? undefined : target)),
        listRecorded: () => Promise.resolve([world.target.ref]),
        patch: (target, { resourceVersion, change, record }) =>
          write({ kind: 'PatchTarget', target, resourceVersion, change, record }),
        scale: (target: TargetRef, { from, replicas }) =>
          write({ kind: 'ScaleTarget', target, from, replicas }),
      },
      surges: {
        list: () => read(({ surges }) => surges),
        listFor: () => read(({ surges }) => surges),
        patchStatus: (surge, target, status) => write({ kind: 'PatchSurgeStatus', surge, target, status }),
      },
    },
  };
}
