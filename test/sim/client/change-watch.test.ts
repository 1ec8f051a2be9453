import { describe, expect, test } from 'vitest';
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import { keyOf, type TargetRef } from '../../../src/core/model/target.ts';
import { surgeManifest, surgeSpec } from '../../../src/resources/surge/codec.ts';
import { statusPatch } from '../../../src/resources/surge/status-codec.ts';
import { ChangeWatch } from '../../../src/sim/client/change-watch.ts';
import type { FaultRates } from '../../../src/sim/client/faults.ts';
import { aConnection } from '../../support/a-connection.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';
import { BY_OWNER, floor, HPA, hpaDraft } from '../../support/an-api.ts';

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const OTHER: TargetRef = { ...APP, name: 'other' };
const WORKLOAD: TargetRef = { ...APP, kind: 'Deployment' };
const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;
const SURGE = ['Surge', 'news', 'push'] as const;

function aWatch(rates: Partial<FaultRates> = {}) {
  const parts = aConnection(rates);
  const stop = new AbortController();
  const told: string[] = [];
  const begin = (): void =>
    new ChangeWatch(parts.connection).watch((ref) => told.push(keyOf(ref)), stop.signal);
  /** Whom the watch tells of what is done, once all is told. */
  const toldOf = async (...acts: readonly (() => unknown)[]): Promise<readonly string[]> => {
    begin();
    for (const act of acts) act();
    await parts.runToMillis(60_000);
    return told;
  };
  const annotate =
    (kind: 'HorizontalPodAutoscaler' | 'Deployment', name: string, value: string | null) => () =>
      parts.api.patch(kind, 'news', 'app', { metadata: { annotations: { [name]: value } } }, BY_OWNER);
  return { ...parts, stop, told, begin, toldOf, annotate };
}
const refsOn = (...refs: readonly TargetRef[]) => aSurge({ targets: refs.map((ref) => ({ ref })) });

describe('an HPA is told of', () => {
  test('made, changed, taken away', async () => {
    const { api, toldOf } = aWatch();
    const told = await toldOf(
      () => api.create('HorizontalPodAutoscaler', hpaDraft('other'), BY_OWNER),
      () => api.patch(...HPA, floor(3), BY_OWNER),
      () => api.delete('HorizontalPodAutoscaler', 'news', 'other'),
    );
    expect(told).toEqual([keyOf(OTHER), keyOf(APP), keyOf(OTHER)]);
  });

  test.each([RECORD_ANNOTATION, 'forescale.dev/paused', 'forescale.dev/profile'])(
    'when %s comes, changes and goes',
    async (name) => {
      const { annotate, toldOf } = aWatch();
      const told = await toldOf(
        annotate('HorizontalPodAutoscaler', name, 'a'),
        annotate('HorizontalPodAutoscaler', name, 'b'),
        annotate('HorizontalPodAutoscaler', name, null),
      );
      expect(told).toEqual([keyOf(APP), keyOf(APP), keyOf(APP)]);
    },
  );

  test('not when its status or somebody else’s annotation changes', async () => {
    const { api, annotate, toldOf } = aWatch();
    const status = { status: { currentReplicas: 5 } };
    expect(
      await toldOf(annotate('HorizontalPodAutoscaler', 'example.com/a', 'b'), () =>
        api.patchStatus(...HPA, status, BY_OWNER),
      ),
    ).toEqual([]);
  });
});

describe('a Deployment is told of', () => {
  const scale = (api: ReturnType<typeof aWatch>['api'], replicas: number) => () =>
    api.scale(...DEPLOYMENT, replicas, BY_OWNER);

  test('while it carries a record, and when that comes and goes', async () => {
    const { api, annotate, toldOf } = aWatch();
    const told = await toldOf(
      scale(api, 5),
      annotate('Deployment', RECORD_ANNOTATION, 'a'),
      scale(api, 6),
      annotate('Deployment', 'forescale.dev/paused', 'true'),
      annotate('Deployment', RECORD_ANNOTATION, null),
      scale(api, 7),
    );
    expect(told).toEqual(Array.from({ length: 4 }, () => keyOf(WORKLOAD)));
  });

  test('when it goes with its record', async () => {
    const { api, annotate, toldOf } = aWatch();
    annotate('Deployment', RECORD_ANNOTATION, 'a')();
    expect(await toldOf(() => api.delete(...DEPLOYMENT))).toEqual([keyOf(WORKLOAD)]);
  });

  test('not when its status changes', async () => {
    const { api, annotate, toldOf } = aWatch();
    annotate('Deployment', RECORD_ANNOTATION, 'a')();
    const status = { status: { readyReplicas: 1 } };
    expect(await toldOf(() => api.patchStatus(...DEPLOYMENT, status, BY_OWNER))).toEqual([]);
  });
});

describe('the targets of a surge are told of', () => {
  test('when it comes, changes and goes; those that it no longer names too', async () => {
    const { api, told, toldOf, runToMillis } = aWatch();
    api.create('Surge', surgeManifest(refsOn(APP)), BY_OWNER);
    await toldOf(() => api.patch(...SURGE, { spec: surgeSpec(refsOn(OTHER)) }, BY_OWNER));
    expect(told.toSorted()).toEqual([keyOf(APP), keyOf(OTHER)]);
    told.length = 0;
    api.delete(...SURGE);
    await runToMillis(120_000);
    expect(new Set(told)).toEqual(new Set([keyOf(OTHER)]));
  });

  test('not when its status changes', async () => {
    const { api, toldOf } = aWatch();
    api.create('Surge', surgeManifest(refsOn(APP)), BY_OWNER);
    const patch = statusPatch(keyOf(APP), aStatus());
    expect(await toldOf(() => api.patchStatus(...SURGE, patch, BY_OWNER))).toEqual([]);
  });
});

describe('the end', () => {
  test.each(['abort', 'death', 'abort before the begin'])('%s: nothing is told any more', async (way) => {
    const { api, connection, stop, begin, told, runToMillis } = aWatch();
    if (way === 'abort before the begin') stop.abort();
    begin();
    if (way === 'death') connection.die();
    else stop.abort();
    api.patch(...HPA, floor(3), BY_OWNER);
    await runToMillis(60_000);
    expect(told).toEqual([]);
  });
});

test('events get lost, come twice, come late', async () => {
  const counts = { lost: 0, duplicated: 2, late: 1 };
  for (const [fault, count] of Object.entries(counts)) {
    const { api, toldOf } = aWatch({ watch: { [fault]: 1 } });
    expect(await toldOf(() => api.patch(...HPA, floor(3), BY_OWNER))).toHaveLength(count);
  }
});
