/** Custom resource definitions: of others as their modules carry them, or any files. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { V1CustomResourceDefinition } from '@kubernetes/client-node';
import type { ControlPlane } from './control-plane.ts';
import { waitFor } from './wait.ts';

/**
 * `karpenter`: NodePool, NodeClaim, KWOKNodeClass and CapacityBuffer; `keda`: ScaledObject and its like.
 * Returns when they are served.
 */
export async function installDefinitions(plane: ControlPlane, module: 'karpenter' | 'keda'): Promise<void> {
  const folder = join(plane.assets, 'crds', module);
  await applyDefinitions(
    plane,
    readdirSync(folder).map((file) => join(folder, file)),
  );
}

/** @param paths files of definitions and nothing else */
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
