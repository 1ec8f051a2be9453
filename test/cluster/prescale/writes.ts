/** What Forescale wrote, as the API server wrote it down. */
import { expect } from 'vitest';
import type { AuditEntry } from '../support/audit.ts';
import type { ControlPlane } from '../support/control-plane.ts';
import { waitFor } from '../support/wait.ts';

const ACCOUNT = 'system:serviceaccount:forescale:forescale';
const WRITES = new Set(['create', 'update', 'patch', 'delete']);
/** Housekeeping, which says nothing about the targets. */
const OWN_BUSINESS = new Set(['leases', 'events', 'surges', 'surgeschedules', 'capacitybuffers']);

export const callsOfForescale = ({ audit }: ControlPlane): readonly AuditEntry[] =>
  audit().filter(({ user }) => user.username === ACCOUNT);

/** Those that were taken and those that were refused. */
export const writesOfForescale = (plane: ControlPlane): readonly AuditEntry[] =>
  callsOfForescale(plane).filter(isWrite);

/** Of what matters to others: of leases and events there are always some. */
export const isWrite = ({ verb, objectRef }: AuditEntry): boolean =>
  WRITES.has(verb) && !['leases', 'events'].includes(objectRef?.resource ?? '');

/** Writes to targets and their scale: `patch horizontalpodautoscalers shop/web`. */
export const targetWrites = (plane: ControlPlane): readonly string[] =>
  writesOfForescale(plane)
    .filter(({ objectRef }) => !OWN_BUSINESS.has(objectRef?.resource ?? ''))
    .map(
      ({ verb, objectRef }) => `${verb} ${objectRef?.resource} ${objectRef?.namespace}/${objectRef?.name}`,
    );

/** Until nothing has been written for as long: a steady state writes nothing. */
export async function untilQuiet(plane: ControlPlane, seconds = 3): Promise<void> {
  let [written, since] = [-1, performance.now()];
  await waitFor(
    'an end of writing',
    () => {
      const now = writesOfForescale(plane).length;
      if (now !== written) [written, since] = [now, performance.now()];
      return performance.now() - since > seconds * 1_000;
    },
    { everyMillis: 500 },
  );
}

/** @param targets `namespace/name` of all that surges name */
export function expectOnlyTargetsWritten(plane: ControlPlane, targets: readonly string[]): void {
  const named = targetWrites(plane).map((write) => write.split(' ').at(-1) ?? '');
  expect([...new Set(named)].filter((name) => !targets.includes(name))).toEqual([]);
}

/** The rights of the manifests were enough. */
export function expectNothingForbidden(plane: ControlPlane): void {
  const forbidden = callsOfForescale(plane).filter(({ responseStatus }) => responseStatus?.code === 403);
  expect(forbidden.map(({ verb, requestURI }) => `${verb} ${requestURI}`)).toEqual([]);
}
