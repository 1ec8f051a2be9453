/** What the adapter asks of an API server over all of its contracts: the rights that are listed, and each of them. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import {
  CONTROLLER_RIGHTS,
  LEADER_RIGHTS,
  linesOf,
  type Right,
} from '../../src/adapters/kubernetes/access.ts';
import { ROLLOUTS } from '../../src/adapters/kubernetes/resource-type.ts';
import { Conflict, NotFound } from '../../src/ports/faults.ts';
import { aRecord } from '../support/a-target.ts';
import { recording } from '../support/recording-transport.ts';
import { capacityContract } from './capacity-contract.ts';
import { changesContract } from './changes-contract.ts';
import type { ContractWorld } from './contract-world.ts';
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

    test('a Rollout, and counts that are others by now', async () => {
      const { owner, targets } = world;
      const rollout = owner.ref('Rollout');
      await owner.create(ROLLOUTS, rollout.name, { spec: { replicas: 2 } });
      const { resourceVersion } = (await owner.look(rollout)).metadata;
      await targets.patch(rollout, { resourceVersion, change: { min: 3 }, record: aRecord() });
      await targets.scale(rollout, { from: 3, replicas: 4 });
      await expect(targets.scale(rollout, { from: 3, replicas: 4 })).rejects.toThrow(Conflict);
      const set = await owner.statefulSet();
      await expect(targets.scale(set, { from: 7, replicas: 4 })).rejects.toThrow(Conflict);
      expect((await owner.look(rollout)).spec['replicas']).toBe(4);
    });

    test('a look at the server after a write that came too late', async () => {
      const { owner, targets } = world;
      for (const ref of [await owner.statefulSet(), await owner.scaledObject()]) {
        const late = { resourceVersion: '1', change: { min: 3 }, record: aRecord() };
        await expect(targets.patch(ref, late)).rejects.toThrow(Conflict);
        expect((await targets.read(ref))?.ref).toEqual(ref);
      }
    });

    test('or for a schedule that is gone', async () => {
      const { schedules } = world;
      const id = `${world.owner.namespace}/gone`;
      const status = { observedGeneration: 1, conditions: [], nextStart: undefined, lastStart: undefined };
      await expect(schedules.patchStatus(id, status)).rejects.toThrow(NotFound);
      expect(await schedules.readState(id)).toBeUndefined();
    });
  });
});

/** By people, and by the drain that is to come: not of the controller's own. */
const NOT_THE_CONTROLLERS = ['pods/eviction create'];

test('is allowed by its rights, and needs every one of them', () => {
  const rights = linesOf([...CONTROLLER_RIGHTS, ...LEADER_RIGHTS]);
  expect([...asked].filter((line) => !NOT_THE_CONTROLLERS.includes(line)).toSorted()).toEqual(rights);
});

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

test.each([
  ['ClusterRole', 'forescale-controller', CONTROLLER_RIGHTS],
  ['Role', 'forescale-leader', LEADER_RIGHTS],
])('the %s of the manifests grants them and no more', (kind, name, rights) => {
  const text = readFileSync(new URL('../../manifests/base/rbac.yaml', import.meta.url), 'utf8');
  const documents = parseAllDocuments(text).map(
    (document) => document.toJS() as { kind: string; metadata: { name: string }; rules: readonly Rule[] },
  );
  const role = documents.find((one) => one.kind === kind && one.metadata.name === name);
  const granted = (role?.rules ?? []).flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.map((group) => ({ group, resources, verbs }) as Right),
  );
  expect(linesOf(granted)).toEqual(linesOf(rights));
});
