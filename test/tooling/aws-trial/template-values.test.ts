import { expect, test } from 'vitest';
import { type Made, resolveValue } from '../../../scripts/aws-trial/template-values.ts';

const KNOWN: Readonly<Record<string, Made>> = {
  Queue: { ref: 'http://sqs/queue', attributes: { Arn: 'arn:aws:sqs:eu-west-1:1:queue' } },
  'AWS::Region': { ref: 'eu-west-1', attributes: {} },
};

const find = async (id: string): Promise<Made> => {
  const made = KNOWN[id];
  if (made === undefined) throw new Error(`no ${id}`);
  return made;
};

// As CloudFormation writes it.
const placeholder = (name: string): string => `\${${name}}`;

test.each<readonly [string, unknown, unknown]>([
  ['what is there', { a: [1, true, 'text'], b: null }, { a: [1, true, 'text'], b: null }],
  ['Ref', { Ref: 'Queue' }, 'http://sqs/queue'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:1:queue'],
  ['GetAtt as a text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-west-1:1:queue'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-1'],
  [
    'Sub',
    { 'Fn::Sub': `${placeholder('Queue.Arn')} in ${placeholder('AWS::Region')}` },
    'arn:aws:sqs:eu-west-1:1:queue in eu-west-1',
  ],
  ['one inside another', { list: [{ deep: { Ref: 'Queue' } }] }, { list: [{ deep: 'http://sqs/queue' }] }],
])('%s', async (_, value, resolved) => {
  expect(await resolveValue(value, find)).toEqual(resolved);
});

test.each<readonly [string, unknown, RegExp]>([
  ['a function that is not known', { 'Fn::Split': [',', 'a,b'] }, /Fn::Split/],
  ['an attribute that is not there', { 'Fn::GetAtt': ['Queue', 'Colour'] }, /no attribute Colour/],
  ['a resource that is not there', { Ref: 'Nothing' }, /no Nothing/],
])('%s is refused', async (_, value, message) => {
  await expect(resolveValue(value, find)).rejects.toThrow(message);
});
