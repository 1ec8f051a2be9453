/** The contracts on a real API server, with the real controllers beside us. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { How } from '../contracts/adapter-world.ts';
import { announcementsContract } from '../contracts/announcements-contract.ts';
import { capacityContract } from '../contracts/capacity-contract.ts';
import { changesContract } from '../contracts/changes-contract.ts';
import type { ContractWorld } from '../contracts/contract-world.ts';
import { eventSurgesContract } from '../contracts/event-surges-contract.ts';
import { schedulesContract } from '../contracts/schedules-contract.ts';
import { surgesContract } from '../contracts/surges-contract.ts';
import { targetsContract } from '../contracts/targets-contract.ts';
import { wireContract } from '../contracts/wire-contract.ts';
import { openRealWorld } from './support/contract-world.ts';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { installDefinitions } from './support/definitions.ts';

const KINDS = ['StatefulSet', 'ScaledObject'] as const;
const CRDS = join(import.meta.dirname, '../../manifests/crds');

let plane: ControlPlane;
let namespaces = 0;
beforeAll(async () => {
  plane = await startControlPlane();
  await installDefinitions(plane, 'keda');
  await installDefinitions(plane, 'karpenter');
  // Room for the pods of every contract.
  await plane.addNodes(10);
  await plane.kubectl.run('apply', '--server-side', '-k', CRDS);
  await plane.kubectl.run('wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all');
});
afterAll(() => plane.stop());

function open(how: How): Promise<ContractWorld> {
  namespaces += 1;
  return openRealWorld(plane, { namespace: `contract-${namespaces}`, how });
}

describe.each(['cached', 'live'] as const)('%s', (how) => {
  describe('targets', () => {
    targetsContract({ open: () => open(how), kinds: KINDS });
  });
  describe('surges', () => {
    surgesContract({ open: () => open(how) });
  });
  describe('capacity', () => {
    capacityContract({ open: () => open(how) });
  });
  describe('schedules', () => {
    schedulesContract({ open: () => open(how) });
  });
  describe('announcements', () => {
    announcementsContract({ open: () => open(how) });
  });
});
describe('surges of events', () => {
  eventSurgesContract({ open: () => open('live') });
});
describe('on the wire', () => {
  wireContract({ open: () => open('cached') });
});
describe('changes', () => {
  changesContract({ open: () => open('cached') });
});
