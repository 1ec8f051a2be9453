/** What the adapter asks of an API server over all of its contracts: the rights that are listed, and each of them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTROLLER_RIGHTS, LEADER_RIGHTS, linesOf } from '../../src/adapters/kubernetes/access.ts';
import { rightsGrantedBy } from '../support/granted-rights.ts';
import { recording } from '../support/recording-transport.ts';
import { capacityContract } from './capacity-contract.ts';
import { changesContract } from './changes-contract.ts';
import type { ContractWorld } from './contract-world.ts';
import { rareContract } from './rare-contract.ts';
import { schedulesContract } from './schedules-contract.ts';
import { openThroughSocket } from './sim-world.ts';
import { surgesContract } from './surges-contract.ts';
import { targetsContract } from './targets-contract.ts';
import { wireContract } from './wire-contract.ts';

const asked = new Set<string>();
const open = (): Promise<ContractWorld> =>
  openThroughSocket('cached', (transport) => recording(transport, asked));

describe('all that the controller does', () => {
  targetsContract({ open, kinds: ['StatefulSet', 'ScaledObject'] });
  surgesContract({ open });
  changesContract({ open });
  capacityContract({ open });
  schedulesContract({ open });
  wireContract({ open });

  describe('and what is rare', () => {
    let world: ContractWorld;
    beforeAll(async () => {
      world = await open();
    });
    afterAll(() => world.close());

    rareContract(() => world);
  });
});

/** By people, and by the drain that is to come: not of the controller's own. */
const NOT_THE_CONTROLLERS = ['pods/eviction create'];

test('is allowed by its rights, and needs every one of them', () => {
  const rights = linesOf([...CONTROLLER_RIGHTS, ...LEADER_RIGHTS]);
  expect([...asked].filter((line) => !NOT_THE_CONTROLLERS.includes(line)).toSorted()).toEqual(rights);
});

test.each([
  ['ClusterRole', 'forescale-controller', CONTROLLER_RIGHTS],
  ['Role', 'forescale-leader', LEADER_RIGHTS],
])('the %s of the manifests grants them and no more', (kind, name, rights) => {
  expect(rightsGrantedBy('manifests/base/rbac.yaml', kind, name)).toEqual(linesOf(rights));
});
