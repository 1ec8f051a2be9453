/** What the configuration lets the functions ask of AWS: each right on what it names, and none that it does not need. */
import type { FunctionsCluster } from '../../src/config/functions/cluster.ts';
import type { FunctionsConfig } from '../../src/config/functions/functions-config.ts';
import { GROUP_TAG } from '../../src/resources/node-group-tag.ts';

export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

export function statementsOf({ bus, clusters }: FunctionsConfig): readonly Statement[] {
  // What is asked in the name of a role of a cluster is for the policies of that role to allow.
  const own = clusters.filter(({ roleArn }) => roleArn === undefined);
  return [
    ...allow(['events:PutEvents'], bus === undefined ? [] : [bus.startsWith('arn:') ? bus : OWN_BUS]),
    ...allow(['sts:AssumeRole'], [...new Set(clusters.flatMap(({ roleArn }) => roleArn ?? []))]),
    ...allow(['eks:DescribeCluster'], own.filter(isLookedUp).map(clusterArn)),
    ...nodeGroupStatements(own.filter(({ nodeGroups }) => nodeGroups.length > 0)),
  ];
}

/** AWS knows no resource for what is read of groups and of instance types. */
function nodeGroupStatements(clusters: readonly FunctionsCluster[]): readonly Statement[] {
  const groups = clusters.flatMap(({ nodeGroups }) => nodeGroups);
  const isTold = groups.every(({ shape }) => shape !== undefined);
  return [
    ...allow(READ_GROUPS, groups.length === 0 ? [] : ['*']),
    ...allow(READ_TYPES, isTold ? [] : ['*']),
    ...allow(
      WRITE_GROUPS,
      groups.map(({ group }) => groupArn(group.region, group.name)),
    ),
    // What is not configured any more and is raised for the cluster is given back.
    ...clusters.map(
      ({ region, eksName }): Statement => ({
        Effect: 'Allow',
        Action: WRITE_GROUPS,
        Resource: groupArn(region, '*'),
        Condition: { StringLike: { [`autoscaling:ResourceTag/${GROUP_TAG}`]: `cluster=${eksName} *` } },
      }),
    ),
  ];
}

const READ_GROUPS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeInstanceRefreshes',
  'autoscaling:DescribeScalingActivities',
];
const READ_TYPES = ['ec2:DescribeInstanceTypes', 'ec2:DescribeLaunchTemplateVersions'];
const WRITE_GROUPS = [
  'autoscaling:UpdateAutoScalingGroup',
  'autoscaling:CreateOrUpdateTags',
  'autoscaling:DeleteTags',
];

const groupArn = (region: string, name: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:autoscaling:${region}:\${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/${name}`,
});

const OWN_BUS = { 'Fn::GetAtt': ['EventBus', 'Arn'] };

const allow = (actions: readonly string[], resources: readonly unknown[]): readonly Statement[] =>
  resources.length === 0 ? [] : [{ Effect: 'Allow', Action: actions, Resource: resources }];

/** EKS is asked for what the configuration does not say. */
const isLookedUp = ({ endpoint, certificateAuthority }: FunctionsCluster): boolean =>
  endpoint === undefined || (certificateAuthority === undefined && !endpoint.startsWith('http:'));

const clusterArn = ({ region, eksName }: FunctionsCluster) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:eks:${region}:\${AWS::AccountId}:cluster/${eksName}`,
});
