/** The node group of the embedded cluster as an Auto Scaling group: all its nodes are of it. */
import type { NodeGroupConfig } from '../../src/core/capacity/node-group-config.ts';
import type { GroupRecordReading, GroupRef, GroupState } from '../../src/core/model/node-group.ts';
import type { NodeGroupLever } from '../../src/ports/node-groups.ts';
import type { NodeGroup } from '../../src/sim/kubernetes/node-group.ts';

const REF: GroupRef = { region: 'eu-central-1', name: 'sim' };
const CONFIG: NodeGroupConfig = { group: REF, labels: {}, taints: [], shape: undefined };

export function simLever(group: NodeGroup) {
  let record: GroupRecordReading = { kind: 'none' };
  const minimums: number[] = [];
  const state = (): GroupState => ({
    ref: REF,
    min: group.min,
    max: group.spec.max,
    desired: group.size,
    inService: group.size,
    record,
  });
  const lever: NodeGroupLever = {
    cluster: 'sim',
    region: REF.region,
    groups: [CONFIG],
    client: {
      list: () => Promise.resolve([state()]),
      troublesOf: () => Promise.resolve({}),
      shapeOf: () => Promise.resolve(undefined),
      record: async (_, written) => {
        record = { kind: 'record', record: written };
      },
      resize: async (_, { min, desired }) => {
        minimums.push(min);
        group.resize(min, desired ?? group.size);
      },
      forget: async () => {
        record = { kind: 'none' };
      },
    },
  };
  return { lever, minimums, recorded: () => record.kind !== 'none' };
}
