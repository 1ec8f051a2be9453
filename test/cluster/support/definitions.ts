/** Custom resource definitions: our own, and those of others as their modules carry them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { V1CustomResourceDefinition } from '@kubernetes/client-node';
import type { ControlPlane } from './control-plane.ts';
import { waitFor } from './wait.ts';

/** Where each definition comes from. */
type Source = 'forescale' | 'karpenter' | 'keda';

const OURS = fileURLToPath(new URL('../../../manifests/crds', import.meta.url));

/**
 * `forescale`: Surge and SurgeSchedule of this checkout; `karpenter`: NodePool, NodeClaim, KWOKNodeClass and
 * CapacityBuffer; `keda`: ScaledObject and its like. Returns when they are served.
 */
export async function installDefinitions(plane: ControlPlane, source: Source): Promise<void> {
  const folder = source === 'forescale' ? OURS : join(plane.assets, 'crds', source);
  const files = readdirSync(folder).filter((file) => file !== 'kustomization.yaml');
  await applyDefinitions(
    plane,
    files.map((file) => join(folder, file)),
  );
}

/** @param paths two files or more, of definitions and nothing else */
async function applyDefinitions({ kubectl, api }: ControlPlane, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => `--filename=${path}`);
  // Client-side apply would copy them whole into an annotation, and they are too long for it.
  await kubectl.run('apply', '--server-side', ...files);
  await kubectl.run('wait', '--for=condition=Established', '--timeout=30s', ...files);
  const { items } = await kubectl.json<{ items: readonly V1CustomResourceDefinition[] }>('get', ...files);
  // Established is said before the storage answers; until then it is "too many requests".
  for (const path of items.map(collectionOf)) await waitFor(`${path} to be served`, () => api.list(path));
}

function collectionOf({ spec: { group, versions, names } }: V1CustomResourceDefinition): string {
  const served = versions.find((version) => version.served);
  return `/apis/${group}/${served?.name}/${names.plural}`;
}
