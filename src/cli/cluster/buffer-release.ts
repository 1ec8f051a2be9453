/** CapacityBuffers that `forescale restore` removes along with the floors: nodes are asked for no longer. */
import { bufferNameOf } from '../../core/capacity/buffer-name.ts';
import type { BufferSnapshot } from '../../core/model/capacity.ts';
import { keyOf, type TargetRef } from '../../core/model/target.ts';
import type { BufferReader, BufferWriter } from '../../ports/capacity.ts';
import { Fault, Forbidden } from '../../ports/faults.ts';
import type { RestoreOutcome } from './restoration.ts';

export interface HeldBuffer {
  readonly target: TargetRef;
  readonly buffer: BufferSnapshot;
}

export interface FoundBuffers {
  readonly held: readonly HeldBuffer[];
  /** Why they could not be looked for; undefined = they were. */
  readonly unseen: string | undefined;
}

/** Those of ours, and no other. */
export async function findBuffers(
  buffers: BufferReader,
  isMeant: (target: TargetRef) => boolean,
): Promise<FoundBuffers> {
  try {
    const targets = (await buffers.listBuffered()).filter(isMeant);
    const readings = await Promise.all(
      targets.map(async (target) => ({ target, reading: await buffers.read(target, bufferNameOf(target)) })),
    );
    const held = readings.flatMap(({ target, reading }) =>
      reading.kind === 'ours' ? [{ target, buffer: reading.buffer }] : [],
    );
    return { held, unseen: undefined };
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    return { held: [], unseen: `not looked for, the right to list ${TYPE} is missing: ${error.message}` };
  }
}

/** As a Role names it. */
const TYPE = 'capacitybuffers.autoscaling.x-k8s.io';

export async function releaseBuffer(
  buffers: BufferWriter,
  { target, buffer }: HeldBuffer,
): Promise<RestoreOutcome> {
  try {
    await buffers.remove(target, buffer.name, buffer.uid);
    return { kind: 'restored' };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'failed', reason: error.message };
    throw error;
  }
}

export const describeRelease = ({ target, buffer }: HeldBuffer): string =>
  `removed: room for ${buffer.chunks} pods of ${keyOf(target)} is kept no longer`;
