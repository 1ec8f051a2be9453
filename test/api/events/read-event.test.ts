import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEvent } from '../../../src/api/events/read-event.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';

const EXAMPLES = new URL('../../../docs/examples/events/', import.meta.url);
const NAMES = readdirSync(EXAMPLES);
const example = (name: string): string => readFileSync(new URL(name, EXAMPLES), 'utf8');

const CONFIG = aFunctionsConfig();

describe('the examples of the documentation', () => {
  test.each(NAMES)('%s asks for something in every cluster that it is for', (name) => {
    const reading = readEvent(example(name), CONFIG);
    expect(reading).toMatchObject({ kind: 'event' });
    if (reading.kind !== 'event') return;
    const { clusters, changes } = reading.event;
    expect(Object.keys(changes)).toEqual(clusters);
    expect(clusters.length).toBeGreaterThan(0);
  });
});
