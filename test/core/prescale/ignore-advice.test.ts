import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { TARGET_KINDS } from '../../../src/core/model/target.ts';
import { adviseManager } from '../../../src/core/prescale/ignore-advice.ts';
import { named } from '../../support/a-state.ts';

/** The snippet below its heading, as the tool would read it. */
const snippet = (advice: string): unknown => parse(advice.split('\n').slice(1).join('\n'));
const ON_APP = { kind: 'HorizontalPodAutoscaler', name: 'app', namespace: 'news' };
const PATHS = ['/spec/minReplicas', '/spec/maxReplicas'];

describe('Argo CD', () => {
  test.each(['argocd-controller', 'argocd-application-controller', 'argo-cd'])('as %s', (manager) => {
    expect(snippet(adviseManager(manager, [named('app')]))).toEqual({
      spec: {
        ignoreDifferences: [{ group: 'autoscaling', ...ON_APP, jsonPointers: PATHS }],
        syncPolicy: { syncOptions: ['RespectIgnoreDifferences=true'] },
      },
    });
  });

  test.each([
    ['ScaledObject', 'keda.sh', '/spec/minReplicaCount'],
    ['Deployment', 'apps', '/spec/replicas'],
    ['StatefulSet', 'apps', '/spec/replicas'],
    ['Rollout', 'argoproj.io', '/spec/replicas'],
  ] as const)('a %s by its group %s', (kind, group, pointer) => {
    expect(snippet(adviseManager('argocd', [named('app', kind)]))).toMatchObject({
      spec: {
        ignoreDifferences: [{ group, kind, jsonPointers: expect.arrayContaining([pointer]) as string[] }],
      },
    });
  });
});

test('Flux, from Git', () => {
  expect(snippet(adviseManager('kustomize-controller', [named('app')]))).toEqual({
    spec: { ignore: [{ paths: PATHS, target: ON_APP }] },
  });
});

test('Flux, from a chart', () => {
  expect(snippet(adviseManager('helm-controller', [named('app')]))).toEqual({
    spec: { driftDetection: { ignore: [{ paths: PATHS, target: ON_APP }] } },
  });
});

describe('whoever applies by hand', () => {
  test.each(['kubectl', 'kubectl-client-side-apply', 'kubectl-edit', 'helm'])('as %s', (manager) => {
    const advice = adviseManager(manager, [named('app')]);
    expect(advice).toContain('kubectl apply edit-last-applied hpa/app --namespace news');
    expect(advice).toContain('Do not just delete the field');
  });
});

test.each([
  ['terraform', 'Let terraform ignore'],
  [undefined, 'Let whoever writes it ignore'],
])('%s is told which fields', (manager, words) => {
  const advice = adviseManager(manager, [named('app')]);
  expect(advice).toContain(words);
  expect(advice).toContain('HorizontalPodAutoscaler news/app: spec.minReplicas, spec.maxReplicas');
});

test.each(['argocd', 'kustomize-controller', 'helm-controller', 'kubectl', 'x'])(
  '%s: of many targets ten are written out',
  (manager) => {
    const advice = adviseManager(
      manager,
      Array.from({ length: 12 }, (_, index) => named(`app-${index}`)),
    );
    expect(advice).toContain('app-9');
    expect(advice).not.toContain('app-10');
    expect(advice).toContain('and the same for 2 more');
  },
);

test.each(TARGET_KINDS)('nobody is told to take the field of a %s out', (kind) => {
  const managers = ['argocd', 'kustomize-controller', 'helm-controller', 'x', undefined];
  for (const manager of managers)
    expect(adviseManager(manager, [named('app', kind)])).not.toMatch(
      /(?<!without )(remov|delet|take .* out)/i,
    );
});
