/** What Forescale wrote, as the API server wrote it down. */
import { expect } from 'vitest';
import type { AuditEntry } from '../support/audit.ts';
import type { ControlPlane } from '../support/control-plane.ts';

const ACCOUNT = 'system:serviceaccount:forescale:forescale';
const WRITES = new Set(['create', 'update', 'patch', 'delete']);

const callsOfForescale = ({ audit }: ControlPlane): readonly AuditEntry[] =>
  audit().filter(({ user }) => user.username === ACCOUNT);

/** To objects of that name, in order; those that were refused too. */
export const writesTo = (plane: ControlPlane, resource: string, name: string): readonly AuditEntry[] =>
  callsOfForescale(plane).filter(
    ({ verb, objectRef }) => WRITES.has(verb) && objectRef?.resource === resource && objectRef.name === name,
  );

/** In milliseconds since 1970. */
export const receivedAt = ({ requestReceivedTimestamp }: AuditEntry): number =>
  new Date(requestReceivedTimestamp).getTime();

/** The rights of the manifests were enough. */
export function expectNothingForbidden(plane: ControlPlane): void {
  const forbidden = callsOfForescale(plane).filter(({ responseStatus }) => responseStatus?.code === 403);
  expect(forbidden.map(({ verb, requestURI }) => `${verb} ${requestURI}`)).toEqual([]);
}
