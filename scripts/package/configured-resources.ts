/** The part of the template that the functions' own configuration decides: bus, alarms, and what they may ask of AWS. */
import { readFileSync } from 'node:fs';
import { readFunctionsConfig } from '../../src/config/functions/functions-config.ts';
import { Misconfigured } from '../../src/ports/faults.ts';
import { type Statement, statementsOf } from './statements.ts';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };

interface Fragment {
  readonly Resources: Readonly<Record<string, Resource>>;
}

const DELIVERY = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };
const ROLES = ['PushEventRole', 'SpikeEventRole', 'TickRole'];

/** Throws Misconfigured: what the functions would not start with is not packed. */
export function configuredResources(path: string, named: string): Fragment {
  const config = readFunctionsConfig(readFileSync(path, 'utf8'));
  const alarmRules = alarmRulesFor(named, Object.keys(config.alarms));
  const statements = statementsOf(config);
  return {
    Resources: {
      EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: ownBus(config.bus) ?? named } },
      ...alarmRules,
      SpikeQueuePolicy: spikeQueuePolicy(['SpikeRule', ...Object.keys(alarmRules)]),
      ...(statements.length > 0 ? { ClusterAccess: clusterAccess(statements) } : {}),
    },
  };
}

/** A name is a bus that is made here; an ARN is somebody's. AWS makes no second `default`, and no `/` but for partners. */
function ownBus(bus: string | undefined): string | undefined {
  if (bus?.startsWith('arn:') === true) return undefined;
  if (bus !== 'default' && bus?.includes('/') !== true) return bus;
  throw new Misconfigured(
    `configuration of the functions: bus: expected a name of its own without /, or the ARN of a bus that is there, got "${bus}"`,
  );
}

/** What EventBridge takes as one pattern, less what is around the names. */
const MOST_OF_NAMES = 1_900;

/** As many rules as the names need; no alarm is in two. */
function alarmRulesFor(named: string, alarms: readonly string[]): Readonly<Record<string, Resource>> {
  const groups: string[][] = [];
  for (const alarm of alarms) {
    const last = groups.at(-1);
    if (last !== undefined && JSON.stringify([...last, alarm]).length <= MOST_OF_NAMES) last.push(alarm);
    else groups.push([alarm]);
  }
  return Object.fromEntries(
    groups.map((group, index) => {
      const number = index === 0 ? '' : String(index + 1);
      return [`AlarmRule${number}`, alarmRule(`${named}-alarms${number}`, group)];
    }),
  );
}

/** Alarms tell the default bus alone. */
const alarmRule = (name: string, alarms: readonly string[]): Resource => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: name,
    Description: 'The alarms that the configuration names, to Forescale',
    EventPattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: { alarmName: alarms },
    },
    Targets: [
      {
        Id: 'spike-queue',
        Arn: arnOf('SpikeQueue'),
        RetryPolicy: DELIVERY,
        DeadLetterConfig: { Arn: arnOf('SpikeDeadLetters') },
      },
    ],
  },
});

const spikeQueuePolicy = (rules: readonly string[]): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: ['SpikeQueue', 'SpikeDeadLetters'].map((name) => ({ Ref: name })),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: ['SpikeQueue', 'SpikeDeadLetters'].map(arnOf),
          Condition: { ArnEquals: { 'aws:SourceArn': rules.map(arnOf) } },
        },
      ],
    },
  },
});

const clusterAccess = (statements: readonly Statement[]): Resource => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: {
    Description: 'What the functions of Forescale ask of AWS for the clusters of their configuration',
    Roles: ROLES.map((name) => ({ Ref: name })),
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  },
});

const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
