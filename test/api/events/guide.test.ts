/** docs/events.md holds to what events are. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENT_TYPE_NAMES, eventJsonSchema } from '../../../src/api/events/event-types.ts';
import { readEvent } from '../../../src/api/events/read-event.ts';
import { functionsJsonSchema } from '../../../src/config/functions/schema.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';
import { anEnvelope } from '../../support/an-envelope.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const GUIDE = readFileSync(new URL('events.md', DOCS), 'utf8');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

const keysOf = (schema: Schema | undefined): readonly string[] => Object.keys(schema?.properties ?? {});

describe('the guide', () => {
  test('puts an event on the bus that is taken in', () => {
    const [, text = ''] = /put-events --entries '(\[[^']*\])'/.exec(GUIDE) ?? [];
    const entries = JSON.parse(text) as readonly Entry[];
    expect(entries).toHaveLength(1);
    for (const { Source, DetailType, Detail } of entries) {
      const envelope = anEnvelope(DetailType, JSON.parse(Detail), { source: Source });
      expect(readEvent(JSON.stringify(envelope), aFunctionsConfig()).kind).toBe('event');
    }
  });

  test.each(EVENT_TYPE_NAMES)('knows %s, and every field of it that is ours', (type) => {
    expect(GUIDE).toContain(`\`${type}\``);
    if (type === 'CloudWatch Alarm State Change') return;
    const { properties } = eventJsonSchema(type) as Schema;
    for (const key of keysOf(properties?.['detail'])) expect(GUIDE).toContain(`\`${key}\``);
  });

  test('knows every key of the configuration', () => {
    for (const key of keysOf(functionsJsonSchema())) expect(GUIDE).toContain(`\`${key}\``);
  });

  test('links to what is there', () => {
    const links = [...GUIDE.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, path]) => path ?? '');
    for (const link of links) expect(() => readAt(link)).not.toThrow();
  });
});

function readAt(path: string): unknown {
  const url = new URL(path, DOCS);
  return /\.\w+$/.test(path) ? readFileSync(url) : readdirSync(url);
}
