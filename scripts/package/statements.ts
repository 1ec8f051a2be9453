/** What the configuration lets the functions ask of AWS: each right on what it names, and none that it does not need. */
import type { FunctionsCluster } from '../../src/config/functions/cluster.ts';
import type { FunctionsConfig } from '../../src/config/functions/functions-config.ts';

export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: unknown;
}

export function statementsOf({ bus, clusters }: FunctionsConfig): readonly Statement[] {
  // What is asked in the name of a role of a cluster is for the policies of that role to allow.
  const own = clusters.filter(({ roleArn }) => roleArn === undefined);
  return [
    ...allow(['events:PutEvents'], bus === undefined ? [] : [bus.startsWith('arn:') ? bus : OWN_BUS]),
    ...allow(['sts:AssumeRole'], [...new Set(clusters.flatMap(({ roleArn }) => roleArn ?? []))]),
    ...allow(['eks:DescribeCluster'], own.filter(isLookedUp).map(clusterArn)),
  ];
}

const OWN_BUS = { 'Fn::GetAtt': ['EventBus', 'Arn'] };

const allow = (actions: readonly string[], resources: readonly unknown[]): readonly Statement[] =>
  resources.length === 0 ? [] : [{ Effect: 'Allow', Action: actions, Resource: resources }];

/** EKS is asked for what the configuration does not say. */
const isLookedUp = ({ endpoint, certificateAuthority }: FunctionsCluster): boolean =>
  endpoint === undefined || (certificateAuthority === undefined && !endpoint.startsWith('http:'));

const clusterArn = ({ region, eksName }: FunctionsCluster) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:eks:${region}:\${AWS::AccountId}:cluster/${eksName}`,
});
