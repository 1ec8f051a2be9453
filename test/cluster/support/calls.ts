/** What Forescale asked of the API server, as that wrote it down. */
import { expect } from 'vitest';
import type { AuditEntry } from './audit.ts';
import type { ControlPlane } from './control-plane.ts';

const ACCOUNT = 'system:serviceaccount:forescale:forescale';
const WRITES = new Set(['create', 'update', 'patch', 'delete']);

export const callsOfForescale = ({ audit }: ControlPlane): readonly AuditEntry[] =>
  audit().filter(({ user }) => user.username === ACCOUNT);

/** Of what matters to others: of leases and events there are always some. */
export const isWrite = ({ verb, objectRef }: AuditEntry): boolean =>
  WRITES.has(verb) && !['leases', 'events'].includes(objectRef?.resource ?? '');

/** Those that were taken and those that were refused, in order. */
export const writesOfForescale = (plane: ControlPlane): readonly AuditEntry[] =>
  callsOfForescale(plane).filter(isWrite);

/** The rights of the manifests were enough. */
export function expectNothingForbidden(plane: ControlPlane): void {
  const forbidden = callsOfForescale(plane).filter(({ responseStatus }) => responseStatus?.code === 403);
  expect(forbidden.map(({ verb, requestURI }) => `${verb} ${requestURI}`)).toEqual([]);
}
