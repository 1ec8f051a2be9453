import { Gauge, Registry } from '@prometheus-io/client';
import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../src/adapters/prometheus/catalogue.ts';
import { PrometheusMeters } from '../../../src/adapters/prometheus/meters.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { complaintsAbout, type Family, readExposition, type Sample } from '../../support/exposition-check.ts';

const anHpa = (index: number): TargetRef => ({
  kind: 'HorizontalPodAutoscaler',
  namespace: 'shop',
  name: `app-${index}`,
});

const pass = (meters: PrometheusMeters, index: number, floor: number | undefined): void =>
  meters.passes.passed({ ref: anHpa(index), floor, baseline: 3, readyReplicas: 12 });

const raise = (meters: PrometheusMeters, index: number): void => pass(meters, index, 40);
const handBack = (meters: PrometheusMeters, index: number): void => pass(meters, index, undefined);

const read = async (meters: PrometheusMeters): Promise<readonly Family[]> =>
  readExposition((await meters.exposition()).text);

const samplesOf = (families: readonly Family[], name: string): readonly Sample[] =>
  families.flatMap(({ samples }) => samples.filter((sample) => sample.name === name));

async function valueOf(meters: PrometheusMeters, name: string, labels: Sample['labels'] = {}) {
  const samples = samplesOf(await read(meters), name);
  return samples.find((sample) => JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
}

/** Everything has happened once. */
function busyMeters(): PrometheusMeters {
  const meters = new PrometheusMeters();
  meters.led(true);
  const loop = meters.loop('prescale');
  loop.attach(() => ({ waiting: 3, longestRun: seconds(2) }));
  loop.queued();
  loop.started(seconds(0.2));
  loop.ended('throttled', seconds(1.5), true);
  meters.answered('GET', 200, seconds(0.03));
  meters.answered('PATCH', 0, seconds(30));
  meters.passes.raised(seconds(4));
  meters.passes.warmed(seconds(95));
  meters.count(async () => ({ Scheduled: 2, Warm: 1 }));
  raise(meters, 1);
  return meters;
}

describe('the exposition', () => {
  test('keeps to the rules of the field', async () => {
    expect(complaintsAbout(await read(busyMeters()))).toEqual([]);
  });

  test('has every metric of the catalogue, with its kind and meaning', async () => {
    const families = await read(busyMeters());
    for (const { name, kind, help, labels } of Object.values(CATALOGUE)) {
      const family = families.find((each) => each.name === name);
      expect(family).toMatchObject({ kind, help });
      const known = new Set(family?.samples.flatMap((sample) => Object.keys(sample.labels)));
      known.delete('le');
      expect([name, [...known].toSorted()]).toEqual([name, [...labels].toSorted()]);
    }
  });

  test('says what it is', async () => {
    expect((await busyMeters().exposition()).contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  test('tells of the process, too', async () => {
    const names = (await read(busyMeters())).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['process_cpu_seconds_total', 'process_resident_memory_bytes']),
    );
  });

  test('the rules can be broken', async () => {
    const registry = new Registry();
    const registers = [registry] as never;
    new Gauge({ name: 'app_items_total', help: 'x', registers }).set(1);
    new Gauge({ name: 'app_wait_milliseconds', help: 'x', registers }).set(1);
    new Gauge({ name: 'appWait', help: 'x', registers }).set(1);
    const complaints = complaintsAbout(readExposition(await registry.metrics()));
    expect(complaints.length).toBe(3);
  });
});

describe('values', () => {
  test.each([
    ['workqueue_depth', { name: 'prescale' }, 3],
    ['workqueue_adds_total', { name: 'prescale' }, 1],
    ['workqueue_retries_total', { name: 'prescale' }, 1],
    ['workqueue_longest_running_processor_seconds', { name: 'prescale' }, 2],
    ['workqueue_queue_duration_seconds_sum', { name: 'prescale' }, 0.2],
    ['forescale_reconcile_total', { controller: 'prescale', result: 'throttled' }, 1],
    ['forescale_reconcile_total', { controller: 'prescale', result: 'not_found' }, 0],
    ['forescale_reconcile_duration_seconds_sum', { controller: 'prescale' }, 1.5],
    ['rest_client_requests_total', { method: 'GET', code: '200' }, 1],
    ['rest_client_requests_total', { method: 'PATCH', code: '<error>' }, 1],
    ['forescale_raise_lateness_seconds_sum', {}, 4],
    ['forescale_warm_up_seconds_sum', {}, 95],
    ['forescale_surges', { phase: 'Scheduled' }, 2],
    ['forescale_leader', {}, 1],
    [
      'forescale_target_floor_replicas',
      { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'app-1' },
      40,
    ],
    [
      'forescale_target_baseline_replicas',
      { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name: 'app-1' },
      3,
    ],
    ['forescale_raised_targets', {}, 1],
    ['forescale_unlisted_targets', {}, 0],
  ] as const)('%s %j is %d', async (name, labels, value) => {
    expect(await valueOf(busyMeters(), name, labels)).toBe(value);
  });

  test('a phase that no surge is in any more is gone', async () => {
    const meters = busyMeters();
    meters.count(async () => ({ Ended: 3 }));
    expect(samplesOf(await read(meters), 'forescale_surges').map(({ labels }) => labels['phase'])).toEqual([
      'Ended',
    ]);
  });

  test('a store that cannot be asked takes no other metric with it', async () => {
    const meters = busyMeters();
    meters.count(() => Promise.reject(new Error('503')));
    const families = await read(meters);
    expect([samplesOf(families, 'forescale_surges'), samplesOf(families, 'forescale_leader').length]).toEqual(
      [[], 1],
    );
  });
});

describe('series of targets', () => {
  test('are gone when the target is handed back', async () => {
    const meters = busyMeters();
    handBack(meters, 1);
    const families = await read(meters);
    expect(samplesOf(families, 'forescale_target_floor_replicas')).toEqual([]);
    expect(samplesOf(families, 'forescale_raised_targets')[0]?.value).toBe(0);
  });

  test('stay few though five thousand targets are looked at and raised', async () => {
    const meters = busyMeters();
    for (let index = 0; index < 5_000; index += 1) raise(meters, index);
    const families = await read(meters);
    expect(samplesOf(families, 'forescale_target_floor_replicas').length).toBe(500);
    expect(samplesOf(families, 'forescale_raised_targets')[0]?.value).toBe(5_000);
    expect(samplesOf(families, 'forescale_unlisted_targets')[0]?.value).toBe(4_500);
    expect(families.flatMap(({ samples }) => samples).length).toBeLessThan(2_000);
  });

  test('are not there for five thousand targets at rest', async () => {
    const meters = new PrometheusMeters();
    for (let index = 0; index < 5_000; index += 1) handBack(meters, index);
    expect(samplesOf(await read(meters), 'forescale_target_floor_replicas')).toEqual([]);
  });

  test('are the leader’s alone: who no longer leads forgets them, and its queues', async () => {
    const meters = busyMeters();
    meters.led(false);
    const families = await read(meters);
    for (const name of ['forescale_target_floor_replicas', 'workqueue_depth'])
      expect([name, samplesOf(families, name)]).toEqual([name, []]);
    expect(samplesOf(families, 'forescale_leader')[0]?.value).toBe(0);
  });
});
