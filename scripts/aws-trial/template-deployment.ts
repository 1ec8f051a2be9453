/**
 * The part of our own template that carries events, made by the calls that CloudFormation would make: buses, queues with
 * their redrive and policies, rules with their targets. moto's CloudFormation stumbles over a rule on a bus of its template.
 */
import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { REGION } from './moto-server.ts';
import { type Made, resolveValue } from './template-values.ts';

type Properties = Readonly<Record<string, unknown>>;

export interface DeployableTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
}

export interface Accounts {
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
}

/** Of every bus, queue and rule by its logical id; a queue's `ref` is its URL. */
export type Deployment = ReadonlyMap<string, Made>;

const ACCOUNT = '123456789012';

export async function deployTemplate(template: DeployableTemplate, accounts: Accounts): Promise<Deployment> {
  const making = new Map<string, Promise<Made>>();
  const find = (id: string): Promise<Made> => {
    const known = making.get(id);
    if (known !== undefined) return known;
    const made = make(id);
    making.set(id, made);
    return made;
  };
  const make = async (id: string): Promise<Made> => {
    if (id in PSEUDO) return { ref: PSEUDO[id] ?? '', attributes: {} };
    const resource = template.Resources[id];
    const creator = resource === undefined ? undefined : CREATORS[resource.Type];
    if (resource === undefined || creator === undefined)
      throw new Error(`${id} (${resource?.Type ?? 'no resource'}) is needed by events, and not made here`);
    return creator((await resolveValue(resource.Properties ?? {}, find)) as Properties, accounts);
  };
  const ids = Object.entries(template.Resources).filter(([, resource]) => carriesEvents(resource));
  await Promise.all(ids.map(([id]) => find(id)));
  const done = [...making].map(async ([id, made]) => [id, await made] as const);
  return new Map(await Promise.all(done));
}

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
};

/** A schedule puts no event on a bus. */
const carriesEvents = ({ Type, Properties }: DeployableTemplate['Resources'][string]): boolean =>
  Type in CREATORS && Properties?.['ScheduleExpression'] === undefined;

const CREATORS: Readonly<Record<string, (properties: Properties, accounts: Accounts) => Promise<Made>>> = {
  'AWS::Events::EventBus': async ({ Name }, { events }) => {
    const name = String(Name);
    await events.send(new CreateEventBusCommand({ Name: name }));
    const { Arn = '' } = await events.send(new DescribeEventBusCommand({ Name: name }));
    return { ref: name, attributes: { Arn, Name: name } };
  },
  'AWS::SQS::Queue': async ({ QueueName, Tags: _, ...settings }, { sqs }) => {
    const attributes = Object.entries(settings).map(([key, value]) => [key, asText(value)] as const);
    const wish = { QueueName: String(QueueName), Attributes: Object.fromEntries<string>(attributes) };
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand(wish));
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes } = await sqs.send(asked);
    return {
      ref: QueueUrl,
      attributes: { Arn: Attributes?.['QueueArn'] ?? '', QueueName: String(QueueName) },
    };
  },
  'AWS::SQS::QueuePolicy': async ({ Queues, PolicyDocument }, { sqs }) => {
    const Policy = JSON.stringify(PolicyDocument);
    for (const QueueUrl of Queues as readonly string[])
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    return { ref: 'policy', attributes: {} };
  },
  'AWS::Events::Rule': async ({ Name, EventBusName, EventPattern, State, Targets }, { events }) => {
    const place = { EventBusName: asText(EventBusName ?? 'default') };
    const rule = { Name: String(Name), EventPattern: JSON.stringify(EventPattern), ...place };
    const enabled = State === 'DISABLED' ? 'DISABLED' : 'ENABLED';
    const { RuleArn = '' } = await events.send(new PutRuleCommand({ ...rule, State: enabled }));
    const targets = (Targets as Target[]).map((target) => ({ ...target, InputTransformer: WHOLE_ENVELOPE }));
    await events.send(new PutTargetsCommand({ Rule: rule.Name, ...place, Targets: targets }));
    return { ref: RuleArn, attributes: { Arn: RuleArn } };
  },
};

const FIELDS = ['id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'];

/** EventBridge hands on the whole event. moto leaves the account out unless it is told what goes in. */
const WHOLE_ENVELOPE = {
  InputPathsMap: Object.fromEntries(FIELDS.map((name) => [name, `$.${name}`])),
  InputTemplate:
    '{"version": "0", "id": "<id>", "detail-type": "<detail-type>", "source": "<source>", "account": "<account>", ' +
    '"time": <time>, "region": "<region>", "resources": <resources>, "detail": <detail>}',
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
