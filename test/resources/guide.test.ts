/** The guide of surges is read as its readers would apply it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TARGET_KINDS } from '../../src/core/model/target.ts';
import { expandWindows, surgesOf } from '../../src/core/prescale/occurrences.ts';
import { readSurge } from '../../src/resources/surge/codec.ts';
import { readSurgeSchedule } from '../../src/resources/surge-schedule/codec.ts';
import { PAUSED_ANNOTATION, readAnnotated } from '../../src/resources/target/annotations.ts';
import { anInstant } from '../support/an-instant.ts';

const GUIDE = readFileSync(new URL('../../docs/surge.md', import.meta.url), 'utf8');

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: object;
}
const MANIFESTS = [...GUIDE.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = '']) => parse(text) as Manifest);
const [SCHEDULE] = MANIFESTS.filter(({ kind }) => kind === 'SurgeSchedule');

const read = (manifest: Manifest) =>
  manifest.kind === 'SurgeSchedule' ? readSurgeSchedule(manifest) : readSurge(manifest);

describe('the guide', () => {
  test.each(MANIFESTS.map((manifest) => [manifest.metadata.name, manifest] as const))(
    'its %s is sound',
    (_, manifest) => {
      const reading = read(manifest);

      expect(reading.kind === 'refused' ? reading.problems : []).toEqual([]);
      expect(manifest.apiVersion).toBe('forescale.dev/v1alpha1');
    },
  );

  test('has surges and a schedule to check', () => {
    expect(MANIFESTS.length).toBeGreaterThan(5);
    expect(SCHEDULE).toBeDefined();
  });

  test('names the surge of an evening as it will be named', () => {
    const reading = SCHEDULE && readSurgeSchedule(SCHEDULE);
    if (reading?.kind !== 'schedule') throw new RangeError('expected a schedule');
    const [window] = expandWindows(
      reading.schedule.recurrence,
      anInstant('2026-11-22T12:00:00Z'),
      anInstant('2026-11-23T12:00:00Z'),
    );
    const [surge] = window === undefined ? [] : surgesOf(reading.schedule.template, [window]);

    expect(GUIDE).toContain(`\`${surge?.id.replace('news/', '')}\``);
  });

  test('shows the words of both who refuse', () => {
    const [surge] = MANIFESTS;
    const problems = [
      { ...surge?.spec, durationSeconds: undefined, end: '2026-11-22T17:00:00Z' },
      { ...surge?.spec, demand: {} },
    ].flatMap((spec) => {
      const reading = readSurge({ metadata: { namespace: 'news', name: 'derby' }, spec });
      return reading.kind === 'refused' ? reading.problems : [];
    });

    expect(problems).toHaveLength(2);
    expect(GUIDE.replace(': Invalid value', '')).toContain(problems[0]);
    expect(GUIDE).toContain(problems[1]);
  });

  test('knows every kind of target', () => {
    for (const kind of TARGET_KINDS) expect(GUIDE).toContain(`\`${kind}\``);
  });

  test('its annotations are understood', () => {
    const [, profile = ''] = /forescale\.dev\/profile='([^']+)'/.exec(GUIDE) ?? [];
    const metadata = { name: 'a', uid: 'u', resourceVersion: '1', generation: 1, creationTimestamp: '' };
    const annotations = { 'forescale.dev/profile': profile };

    expect(readAnnotated({ metadata: { ...metadata, annotations } }).profile).toEqual({
      rpsPerReplica: 160,
      steadyRps: 1_000,
    });
    expect(GUIDE).toContain(`${PAUSED_ANNOTATION}=true`);
  });
});
