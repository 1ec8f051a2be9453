/** The embedded cluster under a real kubectl. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minutes } from '../../src/core/model/time.ts';
import { aDevServer, type DevServer } from '../support/a-dev-server.ts';
import { locateAssets } from './support/assets.ts';
import { aKubectl, type Kubectl } from './support/kubectl.ts';

let server: DevServer;
let folder: string;
let kubectl: Kubectl;

beforeAll(async () => {
  server = await aDevServer();
  await server.advance(minutes(2));
  folder = await mkdtemp(join(tmpdir(), 'forescale-dev-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig);
  kubectl = aKubectl(locateAssets(), kubeconfig);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const labels = { app: 'web' };
const deployment = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: 'web', image, resources: { requests: { cpu: '100m' } } }] },
    },
  },
});
const surge = (fields: object) => ({
  apiVersion: 'forescale.dev/v1alpha1',
  kind: 'Surge',
  metadata: { name: 'push' },
  spec: {
    start: '2026-01-01T20:00:00Z',
    durationSeconds: 600,
    targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }],
    demand: { multiplier: 20 },
    ...fields,
  },
});

describe('reads', () => {
  test('what is served', async () => {
    const served = await kubectl.run('api-resources', '--no-headers');
    for (const name of ['pods', 'deployments', 'horizontalpodautoscalers', 'surges', 'capacitybuffers'])
      expect(served).toContain(`${name} `);
  });

  test('columns', async () => {
    const [head, row] = (await kubectl.run('get', 'hpa')).split('\n');
    expect(head?.split(/\s{2,}/)).toEqual([
      'NAME',
      'REFERENCE',
      'TARGETS',
      'MINPODS',
      'MAXPODS',
      'REPLICAS',
      'AGE',
    ]);
    expect(row).toMatch(/^app +Deployment\/app +cpu: 6\d%\/60% +10 +400 +10 +2m/);
    expect(await kubectl.run('get', 'pods')).toMatch(/^app-\S+ +1\/1 +Running +0/m);
    expect(await kubectl.run('get', 'nodes')).toMatch(/^node-1 +Ready/m);
  });

  test('descriptions and explanations', async () => {
    expect(await kubectl.run('describe', 'hpa', 'app')).toMatch(/Min replicas: +10/);
    expect(await kubectl.run('describe', 'deployment', 'app')).toContain(
      '10 desired | 10 updated | 10 total | 10 available',
    );
    expect(await kubectl.run('describe', 'node', 'node-1')).toContain('Non-terminated Pods:');
    expect(await kubectl.run('explain', 'surge.spec.demand')).toContain('multiplier');
    expect(await kubectl.run('explain', 'hpa.spec')).toContain('minReplicas');
  });

  test('by selectors, and waits', async () => {
    const query = ['get', 'pods', '-o', 'name', '-l', 'app=app', '--field-selector', 'spec.nodeName=node-1'];
    expect((await kubectl.run(...query)).trim().split('\n')).toHaveLength(5);
    await kubectl.run('wait', 'crd/surges.forescale.dev', '--for=condition=Established', '--timeout=10s');
    await kubectl.run('rollout', 'status', 'deployment/app', '--timeout=10s');
  });
});

describe('apply', () => {
  test('from the client: creates, changes, and finds nothing to change', async () => {
    expect(await kubectl.apply(deployment('web:1'))).toContain('created');
    expect(await kubectl.apply(deployment('web:1'))).toContain('unchanged');
    expect(await kubectl.apply(deployment('web:2'))).toContain('configured');
    const found = await kubectl.json('get', 'deployment', 'web');
    expect(found).toMatchObject({ spec: { template: { spec: { containers: [{ image: 'web:2' }] } } } });
  });

  test('on the server: a conflict names the manager, and force takes the field', async () => {
    await kubectl.run('scale', 'deployment', 'web', '--replicas=3');
    const conflict = kubectl.apply(deployment('web:2'), '--server-side', '--field-manager=ann');
    await expect(conflict).rejects.toThrow('conflict with "kubectl" with subresource "scale"');
    await kubectl.apply(deployment('web:2'), '--server-side', '--field-manager=ann', '--force-conflicts');
    expect(await kubectl.json('get', 'deployment', 'web')).toMatchObject({ spec: { replicas: 2 } });
  });

  test('of a Surge: its defaults come back, what is wrong is refused by name', async () => {
    await kubectl.apply(surge({}));
    expect(await kubectl.json('get', 'surge', 'push')).toMatchObject({ spec: { cancelled: false } });
    await expect(kubectl.apply(surge({ colour: 'red' }))).rejects.toThrow('unknown field "spec.colour"');
    await expect(kubectl.apply(surge({ demand: { multiplier: 0 } }))).rejects.toThrow(
      'spec.demand.multiplier: Invalid value: expected a number above 0, got 0',
    );
  });
});

describe('writes', () => {
  test('patches in three forms', async () => {
    await kubectl.run('patch', 'hpa', 'app', '-p', '{"spec":{"minReplicas":11}}');
    await kubectl.run('patch', 'hpa', 'app', '--type=merge', '-p', '{"spec":{"maxReplicas":300}}');
    await kubectl.run(
      'patch',
      'hpa',
      'app',
      '--type=json',
      '-p',
      '[{"op":"add","path":"/metadata/labels","value":{"a":"b"}}]',
    );
    expect(await kubectl.json('get', 'hpa', 'app')).toMatchObject({
      metadata: { labels: { a: 'b' } },
      spec: { minReplicas: 11, maxReplicas: 300 },
    });
  });

  test('a scale that the cluster follows', async () => {
    await kubectl.run('scale', 'deployment', 'web', '--replicas=4');
    await server.advance(minutes(1));
    expect(await kubectl.run('get', 'deployment', 'web')).toMatch(/^web +4\/4 +4 +4/m);
  });

  test('a drain that a budget holds back', async () => {
    const spec = { minAvailable: '100%', selector: { matchLabels: labels } };
    await kubectl.apply({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec,
    });
    const { items } = await kubectl.json<{ items: readonly { spec: { nodeName: string } }[] }>(
      'get',
      'pods',
      '-l',
      'app=web',
    );
    const node = items[0]?.spec.nodeName ?? '';
    const drain = kubectl.run('drain', node, '--pod-selector=app=web', '--timeout=3s');
    await expect(drain).rejects.toThrow("Cannot evict pod as it would violate the pod's disruption budget.");
    expect(await kubectl.run('get', 'node', node)).toContain('SchedulingDisabled');
    await kubectl.run('uncordon', node);
  });

  test('a deletion that takes the pods along', async () => {
    await kubectl.run('delete', 'deployment', 'web', '--wait=false');
    await server.advance(minutes(1));
    expect(await kubectl.run('get', 'pods', '-l', 'app=web', '-o', 'name')).toBe('');
  });

  test('a kind that is not served is refused as a real server does', async () => {
    const unknown = { apiVersion: 'v1', kind: 'Foo', metadata: { name: 'a' } };
    await expect(kubectl.apply(unknown)).rejects.toThrow('no matches for kind "Foo" in version "v1"');
  });
});
