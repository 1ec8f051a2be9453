import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readEvent } from '../../src/api/events/read-event.ts';
import { readFunctionsConfig } from '../../src/config/functions/functions-config.ts';
import { anEvent } from '../support/an-event.ts';

const SAMPLE = new URL('../../functions/config.json', import.meta.url);

it('packs a configuration that takes in the events that the documentation shows', () => {
  const config = readFunctionsConfig(readFileSync(SAMPLE, 'utf8'));

  const readings = [
    'push.scheduled',
    'push.changed',
    'push.sending',
    'push.cancelled',
    'spike.detected',
    'cloudwatch-alarm-state-change-alarm',
    'cloudwatch-alarm-state-change-ok',
  ].map((name) => readEvent(anEvent(name), config).kind);

  expect(new Set(readings)).toEqual(new Set(['event']));
});
