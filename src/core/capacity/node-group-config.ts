/** Which Auto Scaling groups may be raised ahead of pods, and which pods go there. None = the lever is off. */
import * as z from 'zod';
import { type GroupRef, groupKeyOf } from '../model/node-group.ts';
import { parseQuantity } from '../model/quantity.ts';
import type { Resources, Taint } from '../model/room.ts';
import { block, choice, list, quantity, saying, text, whole } from '../schema/fields.ts';

export const awsRegion = z
  .string(saying('an AWS region such as eu-central-1'))
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, saying('an AWS region such as eu-central-1'));

const taint = block({
  key: text('the key of a taint').describe('As on the nodes.'),
  value: z.string(saying('a text')).optional().describe('As on the nodes.'),
  effect: choice(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).describe('What it does to pods.'),
});

const shape = block({
  cpu: quantity.describe('Cores, for example 3800m.'),
  memory: quantity.describe('For example 14Gi.'),
  pods: whole(1, 1_000).describe('Pods, at most.'),
});

const labels = z
  .record(z.string(), z.string(saying('a text')), saying('labels, each a text'))
  .refine(
    (each) => Object.keys(each).length > 0,
    saying('labels that tell nodes of the group from all others'),
  );

const nodeGroupSchema = block({
  autoScalingGroup: text('the name of an Auto Scaling group').describe('Its name in AWS.'),
  region: awsRegion.optional().describe('Where it is; when left out, where the cluster is.'),
  labels: labels.describe(
    'Labels of its nodes: they tell them from all others, and pods go there whose node selector they meet.',
  ),
  taints: list(taint, 'a list of taints')
    .default([])
    .describe('Taints of its nodes: pods go there that tolerate them.'),
  shape: shape
    .optional()
    .describe(
      'What one node has for pods, daemons taken off; when left out, as on one that is Ready, else by its instance type.',
    ),
});

export const nodeGroupsSchema = list(nodeGroupSchema, 'a list of node groups').default([]);

export interface NodeGroupConfig {
  readonly group: GroupRef;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** What one node has for pods; undefined = not told. */
  readonly shape: Resources | undefined;
}

/** In their order; of two entries for one group the first counts. */
export function settleNodeGroups(
  entries: z.output<typeof nodeGroupsSchema>,
  homeRegion: string,
): readonly NodeGroupConfig[] {
  const groups = new Map<string, NodeGroupConfig>();
  for (const entry of entries) {
    const group = { region: entry.region ?? homeRegion, name: entry.autoScalingGroup };
    const config = { group, labels: entry.labels, taints: entry.taints, shape: resourcesOf(entry.shape) };
    if (!groups.has(groupKeyOf(group))) groups.set(groupKeyOf(group), Object.freeze(config));
  }
  return Object.freeze([...groups.values()]);
}

function resourcesOf(given: z.output<typeof shape> | undefined): Resources | undefined {
  if (given === undefined) return undefined;
  const amountOf = (said: string): number => parseQuantity(said) ?? 0;
  return { cpu: amountOf(given.cpu) * 1_000, memory: amountOf(given.memory), pods: given.pods };
}
