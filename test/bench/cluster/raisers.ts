/** Who raises the fleet: the controller, or a straightforward program on the client's own API classes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AuditEntry } from '../../cluster/support/audit.ts';
import type { ControlPlane } from '../../cluster/support/control-plane.ts';
import { forescaleKubeconfig, startForescale } from '../../cluster/support/forescale.ts';
import type { Part } from '../../cluster/support/part.ts';

export interface Raiser {
  readonly label: string;
  readonly start: (plane: ControlPlane) => Promise<Part>;
}

const controller = (
  label: string,
  settings: Readonly<Record<string, string | number | boolean>>,
): Raiser => ({
  label,
  start: (plane) => startForescale(plane, { settings: { 'leaderElection.enabled': false, ...settings } }),
});

export const FLOOR_ONLY = controller('forescale, floor alone', { 'prescale.followWithScale': false });
export const FORESCALE = controller('forescale', {});
export const CLIENT_NODE: Raiser = {
  label: 'client-node’s own classes',
  start: async (plane) =>
    plane.run({
      name: 'client-node-raiser',
      command: process.execPath,
      args: [
        fileURLToPath(new URL('client-node-raiser.ts', import.meta.url)),
        await forescaleKubeconfig(plane),
      ],
    }),
};

/** Resident memory of a process, in MiB. */
export function residentMebibytes(part: Part): number {
  const status = readFileSync(`/proc/${part.pid()}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

const WRITES = new Set(['create', 'update', 'patch', 'delete']);

export interface Traffic {
  readonly requests: number;
  readonly writes: number;
  /** Refused with 429. */
  readonly throttled: number;
}

/** What the account of Forescale asked of the API server between two instants, leases and Events aside. */
export function trafficBetween({ audit }: ControlPlane, from: Date, to: Date): Traffic {
  const own = audit().filter(
    ({ user, requestReceivedTimestamp, objectRef }) =>
      user.username.startsWith('system:serviceaccount:forescale:') &&
      !['leases', 'events'].includes(objectRef?.resource ?? '') &&
      isBetween(requestReceivedTimestamp, from, to),
  );
  const count = (holds: (entry: AuditEntry) => boolean) => own.filter(holds).length;
  return {
    requests: own.length,
    writes: count(({ verb }) => WRITES.has(verb)),
    throttled: count(({ responseStatus }) => responseStatus?.code === 429),
  };
}

const isBetween = (text: string, from: Date, to: Date): boolean =>
  Date.parse(text) >= from.getTime() && Date.parse(text) < to.getTime();
