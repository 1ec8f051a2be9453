import { describe, expect, inject, it } from 'vitest';
import { EMF_CATALOGUE } from '../../src/adapters/aws/emf-meter.ts';
import { readTemplate, resourcesOf } from './support/template.ts';
import { problemsOfTemplate } from './support/template-check.ts';

const template = readTemplate(inject('packed')[0]);
const { Resources } = template;
const properties = (name: string) => Resources[name]?.Properties;
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

const FUNCTIONS = resourcesOf(template, 'AWS::Lambda::Function');
const QUEUES = [
  ['PushQueue', 'PushDeadLetters', 'PushEventLambdaFunction'],
  ['SpikeQueue', 'SpikeDeadLetters', 'SpikeEventLambdaFunction'],
] as const;

describe('the template', () => {
  it('is what CloudFormation knows', () => {
    expect(Object.keys(Resources).length).toBeGreaterThan(30);
    expect(problemsOfTemplate(template)).toEqual([]);
  });

  it('has three functions, on one current runtime', () => {
    expect(FUNCTIONS.map(([, { Properties }]) => Properties['FunctionName'])).toEqual([
      'forescale-dev-push-event',
      'forescale-dev-spike-event',
      'forescale-dev-tick',
    ]);
    for (const [, { Properties }] of FUNCTIONS)
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it('keeps no log for ever', () => {
    const groups = resourcesOf(template, 'AWS::Logs::LogGroup').map(([, group]) => group.Properties);
    expect(groups.map((group) => group['LogGroupName'])).toEqual(
      FUNCTIONS.map(([, { Properties }]) => `/aws/lambda/${String(Properties['FunctionName'])}`),
    );
    for (const group of groups) expect(group['RetentionInDays']).toBe(30);
  });

  it('ticks every minute, once, and not in a third place', () => {
    expect(properties('TickEventsRuleSchedule1')).toMatchObject({ ScheduleExpression: 'rate(1 minute)' });
    expect(properties('TickLambdaEvConf')).toMatchObject({
      MaximumEventAgeInSeconds: 60,
      MaximumRetryAttempts: 0,
    });
    expect(properties('TickLambdaFunction')).toMatchObject({ Timeout: 75, ReservedConcurrentExecutions: 2 });
  });
});

describe.each(QUEUES)('the queue %s', (queue, deadLetters, consumer) => {
  const timeout = Number(properties(consumer)?.['Timeout']);

  it('hides a message for six times as long as its function may take', () => {
    expect(timeout).toBe(30);
    expect(Number(properties(queue)?.['VisibilityTimeout'])).toBeGreaterThanOrEqual(6 * timeout);
  });

  it('gives up after ten times, and keeps what it gave up for as long as a queue can', () => {
    expect(properties(queue)?.['RedrivePolicy']).toEqual({
      deadLetterTargetArn: arnOf(deadLetters),
      maxReceiveCount: 10,
    });
    expect(properties(deadLetters)?.['MessageRetentionPeriod']).toBe(14 * 86_400);
  });

  it('is worked on by its function, which says what of a batch failed', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
      ([, one]) => one.Properties,
    );
    expect(mappings.filter((one) => hasArn(one['EventSourceArn'], queue))).toEqual([
      expect.objectContaining({
        FunctionName: arnOf(consumer),
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      }),
    ]);
  });
});

const hasArn = (value: unknown, name: string): boolean =>
  JSON.stringify(value) === JSON.stringify(arnOf(name));

interface Target {
  readonly Arn: unknown;
  readonly RetryPolicy?: unknown;
  readonly DeadLetterConfig?: { readonly Arn: unknown };
}

const targetsOf = (name: string) => (properties(name)?.['Targets'] ?? []) as readonly Target[];

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Record<string, unknown>[] };
}

describe('a rule to a queue', () => {
  const rules = resourcesOf(template, 'AWS::Events::Rule').filter(
    ([, { Properties }]) => Properties['EventPattern'] !== undefined,
  );

  it.each(rules)(
    '%s is tried for a day, kept after that, and may send by the policy of the queue',
    (name) => {
      const [target] = targetsOf(name);
      expect(target?.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
      const [queue, deadLetters] = QUEUES.find(([one]) => hasArn(target?.Arn, one)) ?? [];
      expect(target?.DeadLetterConfig).toEqual({ Arn: arnOf(String(deadLetters)) });
      const sent = resourcesOf(template, 'AWS::SQS::QueuePolicy')
        .flatMap(([, { Properties }]) => (Properties as unknown as Policy).PolicyDocument.Statement)
        .filter((statement) => JSON.stringify(statement['Condition']).includes(JSON.stringify(arnOf(name))));
      expect(sent).toEqual([
        expect.objectContaining({
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: [arnOf(String(queue)), arnOf(String(deadLetters))],
        }),
      ]);
    },
  );
});

describe('alarms', () => {
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const about = (MetricName: string) =>
    alarms
      .filter((alarm) => alarm['MetricName'] === MetricName)
      .flatMap((alarm) => JSON.stringify(alarm['Dimensions']));

  it.each([
    ['ApproximateNumberOfMessagesVisible', ['PushDeadLetters', 'SpikeDeadLetters']],
    ['ApproximateAgeOfOldestMessage', ['PushQueue', 'SpikeQueue']],
    ['Errors', ['PushEventLambdaFunction', 'SpikeEventLambdaFunction', 'TickLambdaFunction']],
    ['Throttles', ['PushEventLambdaFunction', 'SpikeEventLambdaFunction', 'TickLambdaFunction']],
    ['Invocations', ['TickLambdaFunction']],
    [EMF_CATALOGUE.clustersFailed.name, ['TickLambdaFunction']],
  ])('watch %s of all that have it', (metric, names) => {
    expect(about(metric)).toEqual(names.map((name) => expect.stringContaining(`"${name}"`) as unknown));
  });

  it('tell a topic when there is one', () => {
    for (const alarm of alarms)
      expect(alarm['AlarmActions']).toEqual({ 'Fn::If': ['HasAlarmTopic', [''], { Ref: 'AWS::NoValue' }] });
  });
});
