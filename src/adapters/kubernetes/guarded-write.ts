/**
 * JSON patches that hold only while their test does. The API server refuses one whose test fails as it refuses content that
 * is wrong; which of the two it was, the object tells.
 */
import { Conflict, Invalid } from '../../ports/faults.ts';

/** Throws Conflict when what the patch tested is not so any more. `what` names the object. */
export async function writeGuarded(
  what: string,
  write: () => Promise<void>,
  isStillSo: () => Promise<boolean>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Invalid) || (await isStillSo())) throw error;
    throw new Conflict(`${what} is not as it was seen: ${error.message}`, { cause: error });
  }
}
