import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { configuredResources } from '../../scripts/package/configured-resources.ts';
import { callsOf } from './support/aws-calls.ts';
import { type Resource, readTemplate, type Template } from './support/template.ts';
import { problemsOfTemplate } from './support/template-check.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}
interface Document {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
}

const [folder] = inject('packed');
const CONFIG = fileURLToPath(new URL('configured.json', import.meta.url));
const packed = readTemplate(folder);
const { AlarmRule: _, ClusterAccess: __, ...fixed } = packed.Resources;
const configured = configuredResources(CONFIG, 'forescale-test').Resources as Readonly<
  Record<string, Resource>
>;
/** As it is when the configuration uses all that there is. */
const template: Template = { ...packed, Resources: { ...fixed, ...configured } };

const ROLES = [
  ['push-event', 'PushEventRole', 'PushQueue', 'PushDeadLetters'],
  ['spike-event', 'SpikeEventRole', 'SpikeQueue', 'SpikeDeadLetters'],
  ['tick', 'TickRole', undefined, undefined],
] as const;

/** What Lambda asks for in the function's name: it reads the queue and writes the log. */
const OF_LAMBDA = new Set([
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
]);

const statementsOf = (role: string): readonly Statement[] => {
  const own = template.Resources[role]?.Properties['Policies'] as readonly Document[];
  const shared = Object.values(template.Resources).filter(({ Type, Properties }) => {
    const isPolicy = Type === 'AWS::IAM::ManagedPolicy';
    return isPolicy && JSON.stringify(Properties['Roles']).includes(JSON.stringify({ Ref: role }));
  });
  const documents = [...own, ...shared.map(({ Properties }) => Properties as unknown as Document)];
  return documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
};
const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ Action }) => Action);
const resourcesOfAction = (role: string, action: string) =>
  statementsOf(role)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource: resource }) => resource);
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

describe('a template for a configuration that uses all there is', () => {
  it('is what CloudFormation knows', () => {
    expect(template.Resources['ClusterAccess']).toBeDefined();
    expect(problemsOfTemplate(template)).toEqual([]);
  });
});

describe('the rights of functions whose configuration asks for little', () => {
  it('have no word of clusters, roles, buses or node groups', () => {
    const config = fileURLToPath(new URL('configured-little.json', import.meta.url));
    expect(Object.keys(configuredResources(config, 'forescale-test').Resources)).toEqual([
      'EventBus',
      'SpikeQueuePolicy',
    ]);
  });
});

describe.each(ROLES)('the rights of %s', (name, role, queue, deadLetters) => {
  it('are what its code asks of AWS, and no more', () => {
    const granted = actionsOf(statementsOf(role)).filter((action) => !OF_LAMBDA.has(action));
    expect(new Set(granted)).toEqual(callsOf(folder, name));
  });

  it('allow, by name', () => {
    const statements = statementsOf(role);
    expect(statements.every(({ Effect }) => Effect === 'Allow')).toBe(true);
    expect(actionsOf(statements).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('are on everything only where AWS knows no resource', () => {
    const wide = statementsOf(role).filter(({ Resource: resource }) => [resource].flat().includes('*'));
    expect(actionsOf(wide).filter((action) => !/^(autoscaling|ec2):Describe/.test(action))).toEqual([]);
  });

  it('reach its own queues and its own log', () => {
    const arns = (...names: (string | undefined)[]) => names.flatMap((one) => (one ? [arnOf(one)] : []));
    expect(resourcesOfAction(role, 'sqs:ReceiveMessage')).toEqual(arns(queue));
    expect(resourcesOfAction(role, 'sqs:SendMessage')).toEqual(arns(deadLetters));
    expect(resourcesOfAction(role, 'logs:PutLogEvents')).toEqual([arnOf(role.replace('Role', 'LogGroup'))]);
  });

  it('reach the clusters, roles and the bus of the configuration', () => {
    const cluster = (region: string, eks: string) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:eks:${region}:\${AWS::AccountId}:cluster/${eks}`,
    });
    expect(resourcesOfAction(role, 'eks:DescribeCluster')).toEqual([
      cluster('eu-central-1', 'prod-main'),
      cluster('us-east-1', 'second'),
    ]);
    const group = (named: string) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:autoscaling:eu-central-1:\${AWS::AccountId}:autoScalingGroup:*:autoScalingGroupName/${named}`,
    });
    // Any other only by the record on it.
    expect(resourcesOfAction(role, 'autoscaling:UpdateAutoScalingGroup')).toEqual([
      group('eks-web-1'),
      group('*'),
    ]);
    expect(
      statementsOf(role).flatMap(({ Condition: condition }) => (condition === undefined ? [] : [condition])),
    ).toEqual([{ StringLike: { 'autoscaling:ResourceTag/forescale.dev/record': 'cluster=prod-main *' } }]);
    expect(resourcesOfAction(role, 'sts:AssumeRole')).toEqual(['arn:aws:iam::210987654321:role/forescale']);
    expect(resourcesOfAction(role, 'events:PutEvents')).toEqual([arnOf('EventBus')]);
  });
});
