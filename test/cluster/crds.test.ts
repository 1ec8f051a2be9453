/** The definitions of the custom resources, judged by a real API server as Forescale judges. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Surge, SurgeTargetStatus } from '../../src/core/model/surge.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { readSurge, surgeManifest } from '../../src/resources/surge/codec.ts';
import { readStatuses, statusPatch } from '../../src/resources/surge/status-codec.ts';
import { aStatus, aSurge, at } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';
import { arbMistypedSpec } from '../support/arbitrary-spec.ts';
import { BAD_SCHEDULES } from '../support/bad-schedule-specs.ts';
import { BAD_SURGES } from '../support/bad-surge-specs.ts';
import { GOOD } from '../support/good-specs.ts';
import type { ResourceKind } from '../support/resource-cases.ts';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';

const BASE = '/apis/forescale.dev/v1alpha1/namespaces/default';
const PLURALS: Readonly<Record<ResourceKind, string>> = { Surge: 'surges', SurgeSchedule: 'surgeschedules' };

const APP: TargetRef = { ...AN_HPA, namespace: 'default' };
const KEY = keyOf(APP);
const aPush = (name: string): Surge => aSurge({ id: `default/${name}`, targets: [{ ref: APP }] });

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane();
  for (const plural of Object.values(PLURALS)) {
    const file = new URL(`../../manifests/crds/${plural}.yaml`, import.meta.url);
    await plane.kubectl.apply(readFileSync(file, 'utf8'));
    await plane.kubectl.run('wait', '--for=condition=Established', `crd/${plural}.forescale.dev`);
  }
  return () => plane.stop();
});

/** The API server's objection to a resource; undefined when it takes it. Nothing is stored. */
async function objectionTo(kind: ResourceKind, spec: object): Promise<string | undefined> {
  const path = `${BASE}/${PLURALS[kind]}?dryRun=All&fieldValidation=Strict`;
  const resource = { apiVersion: 'forescale.dev/v1alpha1', kind, metadata: { name: 'push' }, spec };
  try {
    await plane.api.create(path, resource);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, answer = '{}'] = /: 4\d\d (.*)$/s.exec(message) ?? [];
    return (JSON.parse(answer) as { message: string }).message;
  }
}

describe('the API server takes', () => {
  test.each(Object.entries(GOOD))('%s', async (_, { kind, spec }) => {
    expect(await objectionTo(kind, spec)).toBeUndefined();
  });
});

describe('the API server refuses, and names field and reason', () => {
  test.each(Object.entries({ ...BAD_SURGES, ...BAD_SCHEDULES }))(
    '%s',
    async (_, { kind, spec, field, says, serverSays = says }) => {
      const objection = await objectionTo(kind, spec);

      expect(objection).toContain(serverSays);
      expect(objection).toContain(serverSays.includes('spec.') ? 'spec.' : field);
    },
  );
});

test('it refuses what Forescale refuses, and nothing else', async () => {
  const metadata = { namespace: 'default', name: 'push' };
  const verdicts = { taken: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(arbMistypedSpec, async (spec) => {
      const reading = readSurge({ metadata, spec });
      const objection = await objectionTo('Surge', spec);
      verdicts[objection === undefined ? 'taken' : 'refused'] += 1;

      expect({ taken: objection === undefined, objection }).toMatchObject({
        taken: reading.kind === 'surge',
      });
    }),
    { numRuns: 500 },
  );

  expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(50);
});

describe('a stored surge', () => {
  const surge = aPush('push');
  const path = `${BASE}/surges/push`;
  type Stored = Parameters<typeof readSurge>[0] & {
    readonly metadata: {
      readonly generation: number;
      readonly uid: string;
      readonly creationTimestamp: string;
    };
  };

  test('is the surge that was written', async () => {
    await plane.api.create(`${BASE}/surges`, surgeManifest(surge));

    const stored = await plane.api.get<Stored>(path);
    const { uid, creationTimestamp } = stored.metadata;
    const createdAt = Date.parse(creationTimestamp);
    expect(readSurge(stored)).toEqual({ kind: 'surge', surge: { ...surge, uid, createdAt } });
  });

  test('has a status apart: it is not written with the surge, and moves no generation', async () => {
    const { status } = statusPatch(KEY, aStatus());
    await plane.api.patch(path, { status });
    expect((await plane.api.get<Stored>(path)).status).toBeUndefined();

    await plane.api.patch(`${path}/status`, { status, spec: { cancelled: true } });
    expect(await plane.api.get<Stored>(path)).toMatchObject({
      metadata: { generation: 1 },
      spec: { cancelled: false },
    });
  });

  const FULL = aStatus({
    woken: true,
    raisedAt: at(17),
    readySince: at(17, 1),
    warmAt: at(18),
    at: at(18, 1),
  });
  test.each<[string, SurgeTargetStatus]>([
    ['all there is', { ...FULL, conditions: [{ type: 'Capped', message: 'held at 50' }] }],
    ['seconds of a window', aStatus({ baseline: { min: 0, max: undefined, scaleDownSeconds: 30 } })],
    ['little', aStatus({ baseline: { min: undefined, max: undefined, scaleDownSeconds: undefined } })],
  ])('keeps of a status %s', async (_, status) => {
    await plane.api.patch(`${path}/status`, statusPatch(KEY, status));

    expect(readStatuses((await plane.api.get<Stored>(path)).status)).toEqual({ [KEY]: status });
  });

  test('gets the defaults of what its author left out', async () => {
    const spec = { ...GOOD['a crowd with a decay of which nothing is said']?.spec };
    await plane.kubectl.apply({
      apiVersion: 'forescale.dev/v1alpha1',
      kind: 'Surge',
      metadata: { name: 'match', namespace: 'default' },
      spec,
    });

    expect(await plane.kubectl.json('get', 'surge', 'match')).toMatchObject({
      spec: {
        cancelled: false,
        demand: { curve: { decay: { rampSeconds: 10, plateauSeconds: 0, decaySeconds: 300 } } },
      },
    });
  });
});

describe('kubectl', () => {
  test('lists surges by their short name and by category', async () => {
    const listed = await plane.kubectl.run('get', 'sur', 'push');

    expect(listed).toMatch(/^NAME +PHASE +START +END +SECONDS +AGE\npush +2026-11-22T18:00:00.000Z +2026/);
    expect(await plane.kubectl.run('get', 'forescale', '-o', 'name')).toContain('surge.forescale.dev/push');
  });

  test('lists schedules by their short name', async () => {
    await plane.kubectl.apply({
      apiVersion: 'forescale.dev/v1alpha1',
      kind: 'SurgeSchedule',
      metadata: { name: 'evening', namespace: 'default' },
      spec: { ...GOOD['a schedule']?.spec },
    });

    expect(await plane.kubectl.run('get', 'sursched')).toMatch(
      /^NAME +CRON +ZONE +SUSPEND +NEXT +AGE\nevening +30 19 \* \* 1-5 +Europe\/Berlin +false/,
    );
  });

  test.each([
    ['surge.spec', /start\t<string> -required-\n +When the load begins, in RFC 3339 with a zone/],
    ['surge.spec.demand', /rps\t<number>\n +Requests per second at the peak, on top of the usual load/],
    ['surge.spec.targets.kind', /ENUM:\n +HorizontalPodAutoscaler\n +ScaledObject\n/],
    ['surge.status.targets', /warmAt\t<string>\n +When they had been for the dwell time/],
    [
      'surgeschedule.spec',
      /zone\t<string> -required-\n +On whose clocks the pattern is read: an IANA time zone/,
    ],
  ])('explains %s', async (field, words) => {
    expect(await plane.kubectl.run('explain', field)).toMatch(words);
  });

  test('refuses a field that is mistyped', async () => {
    const { spec, ...rest } = surgeManifest(aPush('typo'));
    const mistyped = { ...rest, spec: { ...spec, leadsSeconds: 60 } };

    await expect(plane.kubectl.apply(mistyped)).rejects.toThrow('unknown field "spec.leadsSeconds"');
  });
});
