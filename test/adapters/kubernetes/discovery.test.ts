import { describe, expect, test } from 'vitest';
import { Discovery } from '../../../src/adapters/kubernetes/discovery.ts';
import { HPAS, SCALED_OBJECTS } from '../../../src/adapters/kubernetes/resource-type.ts';
import { minutes, plus } from '../../../src/core/model/time.ts';
import { NOON } from '../../support/an-api.ts';
import { FakeKube, unavailable } from '../../support/fake-kube.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const KEDA = '/apis/keda.sh/v1alpha1';
const scaledObjects = { name: 'scaledobjects', kind: 'ScaledObject' };

function aDiscovery() {
  const clock = new VirtualClock(NOON);
  const kube = new FakeKube();
  kube.serve(
    '/apis/apps/v1',
    { name: 'deployments', kind: 'Deployment' },
    { name: 'deployments/scale', kind: 'Scale' },
  );
  kube.serve('/apis/apps/v1', { name: 'controllerrevisions', kind: 'ControllerRevision' });
  const after = (count: number) => clock.advanceTo(plus(clock.now(), minutes(count)));
  return { clock, kube, after, discovery: new Discovery({ transport: kube, clock }) };
}

test('a type that is missing is an answer, looked for again after a minute', async () => {
  const { kube, discovery, after } = aDiscovery();
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(false);
  kube.serve(KEDA, scaledObjects);
  await after(0.9);
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(false);
  await after(0.1);
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(true);
});

test('a type that is there is asked for again after ten minutes', async () => {
  const { kube, discovery, after } = aDiscovery();
  kube.serve(KEDA, scaledObjects);
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(true);
  kube.unserve(KEDA);
  await after(9);
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(true);
  await after(1);
  expect(await discovery.serves(SCALED_OBJECTS)).toBe(false);
});

test('many who ask at once are one request', async () => {
  const { kube, discovery } = aDiscovery();
  await Promise.all([1, 2, 3].map(() => discovery.serves(SCALED_OBJECTS)));
  expect(kube.requests).toHaveLength(1);
});

describe('when the server cannot be asked', () => {
  test('what was known counts on', async () => {
    const { kube, discovery, after } = aDiscovery();
    kube.serve(KEDA, scaledObjects);
    await discovery.serves(SCALED_OBJECTS);
    await after(60);
    kube.failNext(() => true, unavailable());
    expect(await discovery.serves(SCALED_OBJECTS)).toBe(true);
  });

  test('nothing known is a fault, not a missing type', async () => {
    const { kube, discovery } = aDiscovery();
    kube.failNext(() => true, unavailable());
    await expect(discovery.serves(HPAS)).rejects.toThrow('503');
  });
});

describe('what an HPA may scale', () => {
  test('is found by apiVersion and kind', async () => {
    const { discovery } = aDiscovery();
    expect(await discovery.findScalable('apps/v1', 'Deployment')).toEqual({
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
    });
  });

  test.each([
    ['a kind without /scale', 'apps/v1', 'ControllerRevision'],
    ['a kind that nobody serves', 'apps/v1', 'Nothing'],
    ['a group that nobody serves', 'example.com/v1', 'Deployment'],
  ])('%s is undefined', async (_, apiVersion, kind) => {
    expect(await aDiscovery().discovery.findScalable(apiVersion, kind)).toBeUndefined();
  });
});
