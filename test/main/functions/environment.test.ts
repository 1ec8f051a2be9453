import { expect, it } from 'vitest';
import { readEnvironment } from '../../../src/main/functions/environment.ts';
import { Misconfigured } from '../../../src/ports/faults.ts';

const CONFIG = JSON.stringify({ clusters: [{ name: 'live', region: 'eu-central-1' }] });
const QUEUE = 'https://sqs.eu-central-1.amazonaws.com/123456789012/dead';

const files: Readonly<Record<string, string>> = { 'functions/config.json': CONFIG };

function readText(path: string): string {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT: ${path}`);
  return text;
}

it.each([
  ['the variable', { FORESCALE_CONFIG: CONFIG }],
  ['the file', { FORESCALE_CONFIG_FILE: 'functions/config.json' }],
  ['the variable before the file', { FORESCALE_CONFIG: CONFIG, FORESCALE_CONFIG_FILE: 'gone.json' }],
])('reads the configuration from %s', (_, environment) => {
  const { config } = readEnvironment(environment, readText);

  expect(config.clusters.map(({ name }) => name)).toEqual(['live']);
});

it('has a queue, tokens for trials and a level where they are given, and defaults where not', () => {
  const given = {
    FORESCALE_CONFIG: CONFIG,
    FORESCALE_DEAD_LETTER_QUEUE_URL: QUEUE,
    FORESCALE_LOG_LEVEL: 'warn',
    FORESCALE_TRIAL_TOKENS: '{"live":"secret"}',
  };

  expect(readEnvironment(given, readText)).toMatchObject({
    deadLetterQueueUrl: QUEUE,
    logLevel: 'warn',
    tokens: { live: 'secret' },
  });
  expect(readEnvironment({ FORESCALE_CONFIG: CONFIG }, readText)).toMatchObject({
    deadLetterQueueUrl: undefined,
    logLevel: 'info',
    tokens: {},
  });
});

it.each([
  [
    'no configuration',
    {},
    'in FORESCALE_CONFIG, or the name of its file in FORESCALE_CONFIG_FILE, got neither',
  ],
  [
    'a file that is not there',
    { FORESCALE_CONFIG_FILE: 'gone.json' },
    'FORESCALE_CONFIG_FILE: expected a file that can be read, got "gone.json"',
  ],
  [
    'a wrong field',
    { FORESCALE_CONFIG: '{"clusters":[{"name":"live","region":"europe"}]}' },
    'clusters[0].region: expected an AWS region',
  ],
  ['no JSON', { FORESCALE_CONFIG: 'clusters: []' }, 'expected JSON'],
  [
    'a queue that is no URL',
    { FORESCALE_CONFIG: CONFIG, FORESCALE_DEAD_LETTER_QUEUE_URL: 'dead' },
    'FORESCALE_DEAD_LETTER_QUEUE_URL: expected the URL of a queue, got "dead"',
  ],
  [
    'an unknown level',
    { FORESCALE_CONFIG: CONFIG, FORESCALE_LOG_LEVEL: 'debug' },
    'FORESCALE_LOG_LEVEL: expected info, warn or off, got "debug"',
  ],
  [
    'tokens that are none',
    { FORESCALE_CONFIG: CONFIG, FORESCALE_TRIAL_TOKENS: '["secret"]' },
    'FORESCALE_TRIAL_TOKENS: expected tokens by the name of a cluster, in JSON',
  ],
])('refuses %s', (_, environment, message) => {
  expect(() => readEnvironment(environment, readText)).toThrow(Misconfigured);
  expect(() => readEnvironment(environment, readText)).toThrow(message);
});
