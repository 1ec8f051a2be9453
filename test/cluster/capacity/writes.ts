/** What Forescale wrote to single objects, as the API server wrote it down. */
import type { AuditEntry } from '../support/audit.ts';
import { writesOfForescale } from '../support/calls.ts';
import type { ControlPlane } from '../support/control-plane.ts';

/** To objects of that name, in order; those that were refused too. */
export const writesTo = (plane: ControlPlane, resource: string, name: string): readonly AuditEntry[] =>
  writesOfForescale(plane).filter(
    ({ objectRef }) => objectRef?.resource === resource && objectRef.name === name,
  );

/** In milliseconds since 1970. */
export const receivedAt = ({ requestReceivedTimestamp }: AuditEntry): number =>
  new Date(requestReceivedTimestamp).getTime();
