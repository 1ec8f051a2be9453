import { describe, expect, test } from 'vitest';
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import { keyOf, type TargetRef } from '../../../src/core/model/target.ts';
import { PROFILE_ANNOTATION } from '../../../src/core/model/workload-profile.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { statusPatch } from '../../../src/resources/surge/status-codec.ts';
import { PAUSED_ANNOTATION } from '../../../src/resources/target/annotations.ts';
import {
  DEPLOYMENT_PATH,
  HPA_PATH,
  putApp,
  putHpa,
  SCALED_OBJECT_PATH,
  SURGE_PATH,
  serveCommonTypes,
  serveKeda,
} from '../../support/a-news-app.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';
import { someClients } from '../../support/cached-clients.ts';
import type { FakeKube, Json } from '../../support/fake-kube.ts';

const APP = 'HorizontalPodAutoscaler/news/app';
const WORKLOAD = 'Deployment/news/app';

async function aWatch() {
  const parts = someClients();
  const { kube, changes, clock } = parts;
  serveCommonTypes(kube);
  serveKeda(kube);
  putApp(kube);
  putHpa(kube);
  await parts.start();
  const told: string[] = [];
  const stop = new AbortController();
  changes.watch((ref) => told.push(keyOf(ref)), stop.signal);
  /** Whom the watch tells of it. */
  const toldOf = async (act: (kube: FakeKube) => void): Promise<readonly string[]> => {
    told.length = 0;
    act(kube);
    await clock.settle();
    return [...new Set(told)];
  };
  return { ...parts, told, stop, toldOf };
}

const annotated = (name: string, value: string | null): Json => ({
  metadata: { annotations: { [name]: value } },
});
const surgeOn = (...names: readonly string[]): Json => {
  const ref = (name: string): TargetRef => ({ kind: 'HorizontalPodAutoscaler', namespace: 'news', name });
  return { ...surgeManifest(aSurge({ targets: names.map((name) => ({ ref: ref(name) })) })) };
};

test('what is there already is no change', async () => {
  expect((await aWatch()).told).toEqual([]);
});

describe('an HPA is told of', () => {
  test.each<[string, (kube: FakeKube) => void]>([
    ['its bounds change', (kube) => kube.put(HPA_PATH, { spec: { minReplicas: 5 } })],
    ['its record is written', (kube) => kube.put(HPA_PATH, annotated(RECORD_ANNOTATION, '{}'))],
    ['it is paused', (kube) => kube.put(HPA_PATH, annotated(PAUSED_ANNOTATION, 'true'))],
    ['it gets a profile', (kube) => kube.put(HPA_PATH, annotated(PROFILE_ANNOTATION, '{}'))],
  ])('when %s', async (_, act) => {
    expect(await (await aWatch()).toldOf(act)).toEqual([APP]);
  });

  test('when it comes or goes, and so is the workload that it scales', async () => {
    const { toldOf } = await aWatch();
    expect(await toldOf((kube) => kube.remove(HPA_PATH))).toEqual([APP, WORKLOAD]);
    expect(await toldOf(putHpa)).toEqual([APP, WORKLOAD]);
  });

  test('when it scales another workload, and so are both', async () => {
    const { toldOf } = await aWatch();
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' };
    const told = await toldOf((kube) => putHpa(kube, { scaleTargetRef }));
    expect(told).toEqual([APP, 'StatefulSet/news/db', WORKLOAD]);
  });

  test.each<[string, Json]>([
    ['its status', { status: { currentReplicas: 3 } }],
    ['another annotation', annotated('example.com/note', 'x')],
  ])('but not for %s', async (_, change) => {
    expect(await (await aWatch()).toldOf((kube) => kube.put(HPA_PATH, change))).toEqual([]);
  });
});

test('a ScaledObject is told of as an HPA is', async () => {
  const { toldOf } = await aWatch();
  const made = await toldOf((kube) =>
    kube.put(SCALED_OBJECT_PATH, { spec: { scaleTargetRef: { name: 'app' } } }),
  );
  expect(made).toEqual(['ScaledObject/news/app', WORKLOAD]);
  const changed = await toldOf((kube) => kube.put(SCALED_OBJECT_PATH, { spec: { minReplicaCount: 3 } }));
  expect(changed).toEqual(['ScaledObject/news/app']);
});

describe('a workload is told of', () => {
  test('when it carries a record, or did', async () => {
    const { toldOf } = await aWatch();
    expect(await toldOf((kube) => kube.put(DEPLOYMENT_PATH, annotated(RECORD_ANNOTATION, '{}')))).toEqual([
      WORKLOAD,
    ]);
    expect(await toldOf((kube) => kube.put(DEPLOYMENT_PATH, { spec: { replicas: 9 } }))).toEqual([WORKLOAD]);
    expect(await toldOf((kube) => kube.put(DEPLOYMENT_PATH, annotated(RECORD_ANNOTATION, null)))).toEqual([
      WORKLOAD,
    ]);
    expect(await toldOf((kube) => kube.put(DEPLOYMENT_PATH, { spec: { replicas: 8 } }))).toEqual([]);
  });

  test('but not as its pods come and go', async () => {
    const { toldOf } = await aWatch();
    await toldOf((kube) => kube.put(DEPLOYMENT_PATH, annotated(RECORD_ANNOTATION, '{}')));
    expect(await toldOf((kube) => kube.put(DEPLOYMENT_PATH, { status: { readyReplicas: 1 } }))).toEqual([]);
  });
});

describe('the targets of a surge are told of', () => {
  test('when it comes, changes, or goes: those before and after', async () => {
    const { toldOf } = await aWatch();
    const both = [APP, 'HorizontalPodAutoscaler/news/other'];
    expect(await toldOf((kube) => kube.put(SURGE_PATH, surgeOn('app')))).toEqual([APP]);
    expect(await toldOf((kube) => kube.put(SURGE_PATH, surgeOn('other')))).toEqual(both.toReversed());
    expect(await toldOf((kube) => kube.remove(SURGE_PATH))).toEqual(['HorizontalPodAutoscaler/news/other']);
  });

  test('but not when we say how it stands', async () => {
    const { toldOf } = await aWatch();
    await toldOf((kube) => kube.put(SURGE_PATH, surgeOn('app')));
    const status = { ...statusPatch(APP, aStatus()) } as Json;
    expect(await toldOf((kube) => kube.put(SURGE_PATH, status))).toEqual([]);
  });

  test('also when it cannot be understood any more', async () => {
    const { toldOf } = await aWatch();
    await toldOf((kube) => kube.put(SURGE_PATH, surgeOn('app')));
    expect(await toldOf((kube) => kube.put(SURGE_PATH, { spec: { start: 'at noon' } }))).toEqual([APP]);
  });
});

test('nobody is told after the end', async () => {
  const { stop, toldOf } = await aWatch();
  stop.abort();
  expect(await toldOf((kube) => kube.put(HPA_PATH, { spec: { minReplicas: 5 } }))).toEqual([]);
});
