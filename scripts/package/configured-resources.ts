/** The part of the template that the functions' own configuration decides: bus, alarms, and what they may ask of AWS. */
import { readFileSync } from 'node:fs';
import { readFunctionsConfig } from '../../src/config/functions/functions-config.ts';
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
  const alarms = Object.keys(config.alarms);
  const statements = statementsOf(config);
  return {
    Resources: {
      EventBus: { Type: 'AWS::Events::EventBus', Properties: { Name: ownBus(config.bus) ?? named } },
      ...(alarms.length > 0 ? { AlarmRule: alarmRule(named, alarms) } : {}),
      SpikeQueuePolicy: spikeQueuePolicy(alarms.length > 0 ? ['SpikeRule', 'AlarmRule'] : ['SpikeRule']),
      ...(statements.length > 0 ? { ClusterAccess: clusterAccess(statements) } : {}),
    },
  };
}

/** A name is a bus that is made here; an ARN is somebody's. */
const ownBus = (bus: string | undefined): string | undefined =>
  bus?.startsWith('arn:') === true ? undefined : bus;

/** Alarms tell the default bus alone. */
const alarmRule = (named: string, alarms: readonly string[]): Resource => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: `${named}-alarms`,
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
