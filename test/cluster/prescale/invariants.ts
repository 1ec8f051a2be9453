/** What holds at the end of every scene, by what kubectl and the audit log say. */
import { expect } from 'vitest';
import { expectNothingForbidden } from '../support/calls.ts';
import { untilHandedBack } from '../support/hand-back.ts';
import { NAMESPACE, type Scene } from '../support/scene.ts';
import { untilAllEnded } from '../support/surges.ts';
import { type Stock, takeStock } from './stock.ts';
import { expectOnlyTargetsWritten, untilQuiet } from './writes.ts';

export interface Ending {
  /** What the owners want, by now. */
  readonly wanted: Stock;
  /** Names of all that surges name. */
  readonly targets: readonly string[];
  /** As kubectl names them. */
  readonly resources?: string;
  readonly paths?: readonly string[];
  readonly seconds?: number;
  readonly wasServerKilled?: boolean;
}

/** All surges over: everything is as its owner wants it, byte for byte, and nothing is written any more. */
export async function expectInvariants({ plane }: Scene, ending: Ending): Promise<void> {
  const { wanted, targets, resources, paths, seconds, wasServerKilled = false } = ending;
  await untilHandedBack(plane, seconds, paths);
  expect(await takeStock(plane, resources)).toEqual(wanted);
  await untilAllEnded(plane);
  await untilQuiet(plane);
  expectOnlyTargetsWritten(
    plane,
    targets.map((name) => `${NAMESPACE}/${name}`),
  );
  // A server that has just started knows no rights yet, and refuses everybody.
  if (!wasServerKilled) expectNothingForbidden(plane);
}
