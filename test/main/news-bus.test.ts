import { expect, onTestFinished, test } from 'vitest';
import { wallClock } from '../../src/adapters/system/wall-clock.ts';
import { newsBusFor } from '../../src/main/news-bus.ts';
import { aPieceOfNews } from '../support/a-piece-of-news.ts';
import { AwsWire, USER } from '../support/aws-wire/aws-wire.ts';

const ARN = 'arn:aws:events:us-west-2:123456789012:event-bus/pushes';
const choose = (bus: string | undefined, region: string | undefined, env: Record<string, string> = {}) =>
  newsBusFor({ bus, region }, env, wallClock);

test('without a bus there is none', () => {
  expect(choose(undefined, 'eu-central-1')).toBeUndefined();
});

test('a bus of no region cannot work, and it is said which setting is missing', () => {
  expect(() => choose('pushes', undefined, { AWS_REGION: '' })).toThrow(
    'events.region: expected an AWS region for the bus "pushes", got none, neither here nor in AWS_REGION',
  );
});

test.each([
  ['of its ARN, whatever else is said', ARN, 'eu-central-1', {}, 'us-west-2'],
  [
    'that is configured, above the environment',
    'pushes',
    'eu-central-1',
    { AWS_REGION: 'x' },
    'eu-central-1',
  ],
  ['of the environment', 'pushes', undefined, { AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
  [
    'of the environment in its older name',
    'pushes',
    undefined,
    { AWS_DEFAULT_REGION: 'eu-west-3' },
    'eu-west-3',
  ],
])('news go to the region %s', async (_, bus, region, environment, want) => {
  const wire = await AwsWire.start();
  onTestFinished(() => wire[Symbol.asyncDispose]());
  const env = {
    AWS_ACCESS_KEY_ID: USER.accessKeyId,
    AWS_SECRET_ACCESS_KEY: USER.secretAccessKey,
    AWS_ENDPOINT_URL: wire.url,
    ...environment,
  };
  const news = aPieceOfNews();
  expect(await choose(bus, region, env)?.publish([news])).toEqual([news.id]);
  expect(wire.callsOf('events:PutEvents').map((call) => call.region)).toEqual([want]);
});
