/** The groups in memory are as those over the wire. */

import { aGroup, fakeNodeGroups } from '../support/fake-node-groups.ts';
import { nodeGroupsContract, REGION } from './node-groups-contract.ts';

nodeGroupsContract(async () => {
  const groups = fakeNodeGroups([]);
  const refOf = (name: string) => ({ region: REGION, name });
  return {
    groups,
    owner: {
      add: ({ name, ...sizes }) =>
        groups.add(aGroup({ ref: refOf(name), ...sizes, inService: sizes.desired })),
      change: (name, sizes) => groups.change(refOf(name), sizes),
      sizesOf: (name) => {
        const { min, max, desired } = groups.of(refOf(name));
        return { min, max, desired };
      },
    },
  };
});
