import type { TargetRef } from '../core/model/target.ts';
import type { BufferReader } from '../ports/capacity.ts';
import { Forbidden } from '../ports/faults.ts';

/** Without the right to see buffers there are none of ours: each that a surge wants says so. */
export async function listBuffered(buffers: BufferReader | undefined): Promise<readonly TargetRef[]> {
  try {
    return (await buffers?.listBuffered()) ?? [];
  } catch (error) {
    if (error instanceof Forbidden) return [];
    throw error;
  }
}
