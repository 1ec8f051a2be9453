/** What the functions ask of an API server over all of their contracts: the rights that are listed, and each of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS_RIGHTS, linesOf } from '../../src/adapters/kubernetes/access.ts';
import { rightsGrantedBy } from '../support/granted-rights.ts';
import { recording } from '../support/recording-transport.ts';
import { announcementsContract } from './announcements-contract.ts';
import { capacityContract } from './capacity-contract.ts';
import type { ContractWorld } from './contract-world.ts';
import { eventSurgesContract } from './event-surges-contract.ts';
import { rareContract } from './rare-contract.ts';
import { schedulesContract } from './schedules-contract.ts';
import { openThroughSocket } from './sim-world.ts';
import { surgesContract } from './surges-contract.ts';
import { targetsContract } from './targets-contract.ts';

const asked = new Set<string>();
const open = (): Promise<ContractWorld> =>
  openThroughSocket('live', (transport) => recording(transport, asked));

describe('all that the functions do', () => {
  targetsContract({ open, kinds: ['StatefulSet', 'ScaledObject'] });
  surgesContract({ open });
  capacityContract({ open });
  schedulesContract({ open });
  announcementsContract({ open });
  eventSurgesContract({ open });

  describe('and what is rare', () => {
    let world: ContractWorld;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());
    rareContract(() => world);
  });
});

test('is allowed by their rights, and needs every one of them', () => {
  expect([...asked].toSorted()).toEqual(linesOf(FUNCTIONS_RIGHTS));
});

test('the role of the manifests grants them and no more', () => {
  const granted = rightsGrantedBy('manifests/functions/rbac.yaml', 'ClusterRole', 'forescale-functions');
  expect(granted).toEqual(linesOf(FUNCTIONS_RIGHTS));
});
