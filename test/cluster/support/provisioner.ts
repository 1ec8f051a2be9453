/** Karpenter on a control plane: makes nodes for pods that do not fit, and for capacity buffers. KWOK boots them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane.ts';
import { installDefinitions } from './definitions.ts';
import { listMachineTypes, type MachineType } from './machine-types.ts';
import type { Part } from './part.ts';
import { takeFreePort } from './ports.ts';

export interface ProvisionerOptions {
  /** None: Karpenter's own list for KWOK, from 1 to 256 vCPU. */
  readonly machines?: readonly MachineType[];
  /** Whether it takes a CapacityBuffer; its definition is installed either way. */
  readonly buffers?: boolean;
}

/** Returns when Karpenter is ready; without a NodePool (`aNodePool`) it makes no node. */
export async function startProvisioner(
  plane: ControlPlane,
  { machines, buffers = true }: ProvisionerOptions = {},
): Promise<Part> {
  await installDefinitions(plane, 'karpenter');
  const kubeconfig = await plane.certify({ name: 'karpenter', groups: ['system:masters'] });
  const [metrics, health] = [await takeFreePort(), await takeFreePort()];
  return plane.run({
    name: 'karpenter',
    command: join(plane.assets, 'karpenter'),
    args: [
      `--metrics-port=${metrics}`,
      `--health-probe-port=${health}`,
      '--disable-leader-election=true',
      `--feature-gates=CapacityBuffer=${buffers}`,
      ...machineFlags(plane, machines),
    ],
    env: { KUBECONFIG: kubeconfig, SYSTEM_NAMESPACE: 'kube-system' },
    port: health,
    isReady: async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok,
  });
}

function machineFlags(
  { folder }: ControlPlane,
  machines: readonly MachineType[] | undefined,
): readonly string[] {
  if (machines === undefined) return [];
  const path = join(folder, 'machine-types.json');
  writeFileSync(path, JSON.stringify(listMachineTypes(machines)));
  return [`--instance-types-file-path=${path}`];
}
