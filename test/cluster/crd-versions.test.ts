/** A new version of a definition, step by step as docs/adr/0008 says: no surge is lost, and none of them moves. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { readSurge, surgeManifest } from '../../src/resources/surge/codec.ts';
import { statusPatch } from '../../src/resources/surge/status-codec.ts';
import { aStatus, aSurge } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { waitFor } from './support/wait.ts';

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
}
interface Definition {
  readonly spec: { readonly versions: readonly Version[] };
  readonly status?: { readonly storedVersions: readonly string[] };
}
type Stored = Parameters<typeof readSurge>[0] & { readonly metadata: { readonly generation: number } };

const DEFINITION = parse(
  readFileSync(new URL('../../manifests/crds/surges.yaml', import.meta.url), 'utf8'),
) as Definition;
const [ALPHA] = DEFINITION.spec.versions;
const CRD = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/surges.forescale.dev';
const pathIn = (version: string): string => `/apis/forescale.dev/${version}/namespaces/default/surges`;

const APP: TargetRef = { ...AN_HPA, namespace: 'default' };
const STATUS = aStatus();
const SURGE = aSurge({ id: 'default/push', targets: [{ ref: APP }] });

let plane: ControlPlane;
let asWritten: Awaited<ReturnType<typeof readAs>>;
beforeAll(async () => {
  plane = await startControlPlane();
  await plane.kubectl.apply(DEFINITION);
  await plane.kubectl.run('wait', '--for=condition=Established', 'crd/surges.forescale.dev');
  await plane.api.create(pathIn('v1alpha1'), surgeManifest(SURGE));
  await plane.api.patch(`${pathIn('v1alpha1')}/push/status`, statusPatch(keyOf(APP), STATUS));
  asWritten = await readAs('v1alpha1');
});
afterAll(() => plane.stop());

/** The definition with these versions, once the API server serves them. */
async function define(...versions: readonly Omit<Version, 'served'>[]): Promise<void> {
  const all = versions.map((version) => ({ ...ALPHA, ...version, served: true }));
  await plane.api.patch(CRD, { spec: { versions: all } });
  for (const { name } of versions) await waitFor(`${name} to be served`, () => isServed(name));
}

const isServed = (version: string): Promise<boolean> =>
  plane.api.get(pathIn(version)).then(
    () => true,
    () => false,
  );

const readAs = async (version: string) => {
  const stored = await plane.api.get<Stored>(`${pathIn(version)}/push`);
  return { generation: stored.metadata.generation, reading: readSurge(stored) };
};
const storedVersions = async () => (await plane.api.get<Definition>(CRD)).status?.storedVersions;

test('as it was written', () => {
  const surge = { ...SURGE, status: { [keyOf(APP)]: STATUS } };

  expect(asWritten).toMatchObject({ generation: 1, reading: { kind: 'surge', surge } });
});

test('served beside the old one, it shows the same surge', async () => {
  await define({ name: 'v1alpha1', storage: true }, { name: 'v1beta1', storage: false });

  expect(await readAs('v1beta1')).toEqual(asWritten);
});

test('stored, and every object rewritten, the old one can go', async () => {
  await define({ name: 'v1alpha1', storage: false }, { name: 'v1beta1', storage: true });
  const all = await plane.kubectl.run('get', 'surges.v1beta1.forescale.dev', '-A', '-o', 'json');
  const { items } = JSON.parse(all) as { items: readonly { readonly metadata: { readonly name: string } }[] };
  for (const item of items) await plane.api.replace(`${pathIn('v1beta1')}/${item.metadata.name}`, item);
  expect(await storedVersions()).toEqual(['v1alpha1', 'v1beta1']);
  expect(await readAs('v1alpha1')).toEqual(asWritten);

  await plane.api.patch(`${CRD}/status`, { status: { storedVersions: ['v1beta1'] } });
  await define({ name: 'v1beta1', storage: true });
  expect(await readAs('v1beta1')).toEqual(asWritten);
});

test('the API server does not let go of a version that is stored', async () => {
  await expect(define({ name: 'v1', storage: true })).rejects.toThrow('status.storedVersions');
});
