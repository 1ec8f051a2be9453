/** Custom resource definitions of others, as their modules carry them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane.ts';

/**
 * `karpenter`: NodePool, NodeClaim, KWOKNodeClass and CapacityBuffer; `keda`: ScaledObject and its like.
 * Returns when they are served.
 */
export async function installDefinitions(
  { kubectl, assets }: ControlPlane,
  module: 'karpenter' | 'keda',
): Promise<void> {
  const folder = join(assets, 'crds', module);
  const files = readdirSync(folder).map((file) => `--filename=${join(folder, file)}`);
  // Client-side apply would copy them whole into an annotation, and they are too long for it.
  await kubectl.run('apply', '--server-side', ...files);
  await kubectl.run('wait', '--for=condition=Established', '--timeout=30s', ...files);
}
