import { describe, expect, test } from 'vitest';
import { KEPT_HPAS, KEPT_SCALED_OBJECTS } from '../../../src/adapters/kubernetes/kept-types.ts';
import { Forbidden } from '../../../src/ports/faults.ts';
import { HPA_PATH, putHpa, serveCommonTypes, writtenBy } from '../../support/a-news-app.ts';
import { someClients } from '../../support/cached-clients.ts';

const IN_SHOP = HPA_PATH.replace('/news/', '/shop/');

function aSource(namespaces: readonly string[] = []) {
  const { kube, live } = someClients({ namespaces });
  serveCommonTypes(kube);
  putHpa(kube);
  kube.put(IN_SHOP, { spec: { scaleTargetRef: { kind: 'Deployment', name: 'app' }, maxReplicas: 5 } });
  kube.requests.length = 0;
  const namesOf = async (namespace?: string) =>
    (await live.source.list(KEPT_HPAS, namespace)).map(({ metadata }) => metadata.namespace);
  return { kube, source: live.source, namesOf };
}

describe('a list', () => {
  test('is of all namespaces, or of the one that is asked for', async () => {
    const { namesOf } = aSource();
    expect(await namesOf()).toEqual(['news', 'shop']);
    expect(await namesOf('shop')).toEqual(['shop']);
  });

  test('is of the watched namespaces alone, each asked for by itself: more would take another right', async () => {
    const { namesOf, kube } = aSource(['shop', 'empty']);
    expect(await namesOf()).toEqual(['shop']);
    expect(await namesOf('news')).toEqual([]);
    const paths = kube.requests.map(({ path }) => path).filter((path) => path.includes('/namespaces/'));
    expect(paths).toEqual([
      '/apis/autoscaling/v2/namespaces/shop/horizontalpodautoscalers',
      '/apis/autoscaling/v2/namespaces/empty/horizontalpodautoscalers',
    ]);
  });

  test('of a type that the cluster does not serve has nothing in it', async () => {
    expect(await aSource().source.list(KEPT_SCALED_OBJECTS)).toEqual([]);
  });

  test('that is not allowed is a fault, not an empty list', async () => {
    const { kube, namesOf } = aSource();
    kube.failNext(({ path }) => path.endsWith('/horizontalpodautoscalers'), new Forbidden('403'));
    await expect(namesOf()).rejects.toMatchObject({ name: 'Forbidden' });
  });
});

describe('an object', () => {
  test('is what the server has at the moment, cut to what is read', async () => {
    const { kube, source } = aSource();
    kube.put(HPA_PATH, {
      metadata: { annotations: { note: 'x' }, managedFields: [writtenBy('owner', ['spec', 'metrics'])] },
      spec: { minReplicas: 4 },
    });
    const found = await source.get(KEPT_HPAS, 'news', 'app');
    expect(found).toMatchObject({ spec: { minReplicas: 4 }, metadata: { managedFields: [] } });
    expect(found?.metadata).not.toHaveProperty('annotations');
  });

  test('that is not there, or whose type is not, is none', async () => {
    const { source } = aSource();
    expect(await source.get(KEPT_HPAS, 'news', 'nobody')).toBeUndefined();
    expect(await source.get(KEPT_SCALED_OBJECTS, 'news', 'app')).toBeUndefined();
  });

  test('of a namespace that is not watched is not asked for', async () => {
    const { kube, source } = aSource(['shop']);
    expect(await source.get(KEPT_HPAS, 'news', 'app')).toBeUndefined();
    expect(kube.requests).toEqual([]);
  });
});
