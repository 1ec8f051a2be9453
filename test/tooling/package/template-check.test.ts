import { describe, expect, it } from 'vitest';
import type { Template } from '../../package/support/template.ts';
import { problemsOfTemplate } from '../../package/support/template-check.ts';

const QUEUE = {
  Type: 'AWS::SQS::Queue',
  Properties: { VisibilityTimeout: 180, RedrivePolicy: { maxReceiveCount: 10 } },
};
const RULE = {
  Type: 'AWS::Events::Rule',
  Properties: {
    EventPattern: { source: ['acme'] },
    Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
  },
};
const SOUND: Template = { Conditions: { IsTold: {} }, Resources: { Queue: QUEUE, Rule: RULE } };

const queue = (Properties: object, also: object = {}): Template => ({
  ...SOUND,
  Resources: { Queue: { ...QUEUE, ...also, Properties: { ...QUEUE.Properties, ...Properties } } },
});
const rule = (Properties: object): Template => ({
  ...SOUND,
  Resources: { ...SOUND.Resources, Rule: { ...RULE, Properties: { ...RULE.Properties, ...Properties } } },
});
const target = (also: object): Template => rule({ Targets: [{ ...RULE.Properties.Targets[0], ...also }] });

const PLANTED: readonly (readonly [what: string, template: Template, problem: string])[] = [
  ['a type of nobody', queue({}, { Type: 'AWS::SQS::Line' }), 'Queue: there is no type AWS::SQS::Line'],
  ['a property of nobody', queue({ Visibility: 1 }), 'Queue.Visibility: there is no such property'],
  ['a text for a number', queue({ VisibilityTimeout: '3m' }), 'expected a whole number, got "3m"'],
  ['an attribute of nobody', queue({}, { Depends: 'Rule' }), 'Queue: a resource has no Depends'],
  [
    'a required property that lacks',
    rule({ Targets: [{ Id: 'queue' }] }),
    'Rule.Targets[0].Arn: is required',
  ],
  ['one thing for a list', rule({ Targets: {} }), 'Rule.Targets: expected a list'],
  ['a property of nobody, inside', target({ Retry: {} }), 'Rule.Targets[0].Retry: there is no such property'],
  [
    'a number for a document, inside',
    target({ RetryPolicy: 3 }),
    'Rule.Targets[0].RetryPolicy: expected properties, got 3',
  ],
  ['a Ref to nothing', queue({ QueueName: { Ref: 'Nothing' } }), 'Queue: no resource Nothing'],
  ['a DependsOn of nothing', queue({}, { DependsOn: ['Nothing'] }), 'Queue: no resource Nothing'],
  [
    'an attribute of nothing',
    target({ Arn: { 'Fn::GetAtt': ['Nothing', 'Arn'] } }),
    'Rule: no resource Nothing',
  ],
  [
    'an attribute that there is not',
    target({ Arn: { 'Fn::GetAtt': ['Queue', 'Url'] } }),
    'Rule: AWS::SQS::Queue has no attribute Url',
  ],
  ['a place in a text', queue({ QueueName: { 'Fn::Sub': `a-\${Nothing}` } }), 'Queue: no resource Nothing'],
  [
    'a condition that there is not',
    queue({ QueueName: { 'Fn::If': ['IsGone', 'a', 'b'] } }),
    'Queue: no condition IsGone',
  ],
  [
    'an output of nothing',
    { ...SOUND, Outputs: { Url: { Value: { Ref: 'Nothing' } } } },
    'Url: no resource Nothing',
  ],
  [
    'a function that nobody checks',
    queue({ QueueName: { 'Fn::Select': [0, ['a']] } }),
    'Queue: the function Fn::Select is not known here',
  ],
];

describe('a template that is checked', () => {
  it('has no problems when it is sound', () => {
    expect(problemsOfTemplate(SOUND)).toEqual([]);
  });

  it.each(PLANTED)('has %s', (_, template, problem) => {
    expect(problemsOfTemplate(template)).toEqual([expect.stringContaining(problem)]);
  });
});
