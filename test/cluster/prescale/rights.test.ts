import type { V1PolicyRule, V1Role, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { linesOf, type Right, type Verb } from '../../../src/adapters/kubernetes/access.ts';
import type { AuditEntry } from '../support/audit.ts';
import { callsOfForescale } from '../support/calls.ts';
import { installDefinitions } from '../support/definitions.ts';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { expectInvariants } from './invariants.ts';
import { aRollout, hpaOfRollout, ROLLOUTS_PATH, rolloutDefinition } from './rollouts.ts';
import { aScaledObject } from './scaled-objects.ts';
import { aSchedule } from './schedules.ts';
import { aPodlessDeployment, autoscaledWithoutPods } from './sleepers.ts';
import { aStatefulSet, hpaOfStatefulSet } from './stateful-sets.ts';
import { takeStock } from './stock.ts';

/** Granted, and left alone when nothing goes wrong. */
const SELDOM: Readonly<Record<string, string>> = Object.fromEntries([
  ...['deployments.apps/scale', 'statefulsets.apps/scale', 'rollouts.argoproj.io/scale'].map((resource) => [
    `${resource} get`,
    'read when a guarded write of a count is refused, to tell why',
  ]),
  ...[
    'horizontalpodautoscalers.autoscaling',
    'scaledobjects.keda.sh',
    'deployments.apps',
    'statefulsets.apps',
    'surges.forescale.dev',
    'surgeschedules.forescale.dev',
    'capacitybuffers.autoscaling.x-k8s.io',
  ].map((resource) => [`${resource} get`, 'read when the cache is behind a write of our own']),
  [
    'capacitybuffers.autoscaling.x-k8s.io patch',
    'shrunk as pods come: these have none, those of capacity/ do',
  ],
]);

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  const { plane } = scene;
  await installDefinitions(plane, 'keda');
  await installDefinitions(plane, 'karpenter');
  await plane.kubectl.apply(rolloutDefinition);
  await waitFor('Rollouts to be served', () => plane.api.list(ROLLOUTS_PATH));
  await scene.start({ settings: { 'capacity.pollSeconds': 1 } });
  return () => scene.plane.stop();
});

const TARGETS = {
  HorizontalPodAutoscaler: ['web', 'ordered', 'rolled'],
  ScaledObject: ['events'],
  Deployment: ['plain'],
  StatefulSet: ['plain-set'],
  Rollout: ['plain-rollout'],
} as const;

test('every right of the manifests is used, and none that they do not give is asked for', async () => {
  const { plane } = scene;
  const { kubectl } = plane;
  await kubectl.apply([
    ...autoscaledWithoutPods('web', 3, 60),
    ...[
      aStatefulSet('ordered', 2),
      hpaOfStatefulSet('ordered'),
      aRollout('rolled', 2),
      hpaOfRollout('rolled'),
    ],
    ...[aPodlessDeployment('events', 2), aScaledObject('events')],
    ...[aPodlessDeployment('plain', 2), aStatefulSet('plain-set', 2), aRollout('plain-rollout', 2)],
  ]);
  const stock = 'horizontalpodautoscalers,deployments,statefulsets,scaledobjects,rollouts';
  const wanted = await takeStock(plane, stock);
  const kinds = Object.keys(TARGETS) as (keyof typeof TARGETS)[];
  const push = { replicas: 5, lastsSeconds: 600, startsInSeconds: 6, nodeLeadSeconds: 60 };
  const surges = kinds.map((kind) => [kind.toLowerCase(), kind] as const);
  await kubectl.apply([
    ...surges.map(([name, kind]) => aSurge(name, { ...push, kind, targets: TARGETS[kind] })),
    aSchedule('minutely', { targets: ['web'], replicas: 30 }),
  ]);
  await untilFloor(30);
  await kubectl.apply(aSchedule('minutely', { targets: ['web'], replicas: 31 }));
  await untilUsed('surges.forescale.dev patch');
  await kubectl.apply(aSchedule('minutely', { targets: ['web'], replicas: 31, suspend: true }));
  await untilUsed('surges.forescale.dev delete');
  await kubectl.run('delete', 'surgeschedule', 'minutely', `--namespace=${NAMESPACE}`);
  await untilUsed('rollouts.argoproj.io/scale patch');
  await cancelSurges(plane, ...surges.map(([name]) => name));
  await expectInvariants(scene, {
    wanted,
    targets: Object.values(TARGETS).flat(),
    resources: stock,
    paths: [PATHS.hpas, PATHS.deployments, PATHS.statefulSets, PATHS.scaledObjects, ROLLOUTS_PATH],
  });

  const granted = new Set([
    ...grantedBy(await kubectl.json('get', 'clusterrole', 'forescale-controller')),
    ...grantedBy(await kubectl.json('get', 'role', 'forescale-leader', '--namespace=forescale')),
  ]);
  const used = new Set(callsOfForescale(plane).flatMap(lineOf));
  expect([...used].filter((line) => !granted.has(line))).toEqual([]);
  expect([...granted].filter((line) => !used.has(line) && SELDOM[line] === undefined)).toEqual([]);
});

const untilFloor = (min: number) =>
  waitFor(`a floor of ${min}`, async () => {
    const { spec } = await scene.plane.api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/web`);
    return spec.minReplicas === min;
  });

const untilUsed = (line: string) =>
  waitFor(line, () => callsOfForescale(scene.plane).flatMap(lineOf).includes(line), { everyMillis: 500 });

/** As the API server has them. */
const grantedBy = ({ rules }: Pick<V1Role, 'rules'>): readonly string[] =>
  linesOf((rules ?? []).flatMap(rightsOf));

const rightsOf = ({ apiGroups = [], resources = [], verbs }: V1PolicyRule): readonly Right[] =>
  apiGroups.map((group) => ({ group, resources, verbs: verbs as readonly Verb[] }));

function lineOf({ verb, objectRef }: AuditEntry): readonly string[] {
  if (objectRef?.resource === undefined) return [];
  const { apiGroup = '', resource, subresource } = objectRef;
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
  return linesOf([{ group: apiGroup, resources: [whole], verbs: [verb as Verb] }]);
}
