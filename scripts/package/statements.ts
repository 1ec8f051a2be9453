/** What the configuration lets the functions ask of AWS: each right on what it names, and none that it does not need. */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: unknown;
}

export interface Configured {
  readonly bus?: string;
  readonly alarms?: Readonly<Record<string, unknown>>;
  readonly clusters: readonly Cluster[];
}

interface Cluster {
  readonly name: string;
  readonly eksName?: string;
  readonly region: string;
  readonly roleArn?: string;
  readonly endpoint?: string;
  readonly certificateAuthority?: string;
  readonly nodeGroups?: readonly { readonly name: string }[];
}

export function statementsOf({ bus, clusters }: Configured): readonly Statement[] {
  return [
    ...allow(['events:PutEvents'], bus === undefined ? [] : [bus.startsWith('arn:') ? bus : ownBusArn]),
    ...allow(['sts:AssumeRole'], [...new Set(clusters.flatMap(({ roleArn }) => roleArn ?? []))]),
    ...allow(['eks:DescribeCluster'], clusters.filter(isLookedUp).map(clusterArn)),
  ];
}

const allow = (Action: readonly string[], resources: readonly unknown[]): readonly Statement[] =>
  resources.length === 0 ? [] : [{ Effect: 'Allow', Action, Resource: resources }];

const ownBusArn = { 'Fn::GetAtt': ['EventBus', 'Arn'] };

const isLookedUp = ({ endpoint, certificateAuthority }: Cluster): boolean =>
  endpoint === undefined || certificateAuthority === undefined;

const clusterArn = ({ name, eksName = name, region }: Cluster) =>
  sub(`arn:\${AWS::Partition}:eks:${region}:\${AWS::AccountId}:cluster/${eksName}`);

const sub = (text: string) => ({ 'Fn::Sub': text });
