/** The five processes of a control plane, and the order in which they start. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_POLICY } from './audit.ts';
import {
  apiServerFlags,
  controllerManagerFlags,
  etcdFlags,
  type Flags,
  kwokFlags,
  schedulerFlags,
} from './flags.ts';
import { connect, type KubeApi, type ServerPlace } from './kube-api.ts';
import { aPart, type Part } from './part.ts';
import type { Places } from './places.ts';
import { buildStages, type Pace } from './stages.ts';
import { waitFor } from './wait.ts';

type PartName = 'etcd' | 'apiServer' | 'controllerManager' | 'scheduler' | 'kwok';

export type ControlPlaneParts = Readonly<Record<PartName, Part>>;
/** A flag said twice counts as said last. */
export type PartFlags = Partial<Readonly<Record<PartName, Flags>>>;

export function makeParts(
  places: Places,
  admin: ServerPlace,
  pace: Pace,
  added: PartFlags,
): ControlPlaneParts {
  const { assets, logs, folder, ports } = places;
  writeFileSync(join(folder, 'audit-policy.json'), JSON.stringify(AUDIT_POLICY));
  writeFileSync(
    join(folder, 'stages.yaml'),
    buildStages(pace)
      .map((stage) => JSON.stringify(stage))
      .join('\n---\n'),
  );
  const make = (user: PartName, command: string, flags: Flags, isReady: () => Promise<boolean>): Part =>
    aPart({
      name: command,
      command: join(assets, command),
      args: [...flags, ...(added[user] ?? [])],
      logs,
      port: ports[user],
      isReady,
    });
  const answersOk = (user: PartName, path: string) => () => isOk(admin, ports[user], path);
  return {
    etcd: make('etcd', 'etcd', etcdFlags(places), () => isHealthy(ports.etcd, 'health')),
    apiServer: make('apiServer', 'kube-apiserver', apiServerFlags(places), answersOk('apiServer', '/readyz')),
    controllerManager: make(
      'controllerManager',
      'kube-controller-manager',
      controllerManagerFlags(places),
      answersOk('controllerManager', '/healthz'),
    ),
    scheduler: make(
      'scheduler',
      'kube-scheduler',
      schedulerFlags(places),
      answersOk('scheduler', '/healthz'),
    ),
    kwok: make('kwok', 'kwok', kwokFlags(places), () => isHealthy(ports.kwok, 'healthz')),
  };
}

export async function startParts(parts: ControlPlaneParts, api: KubeApi): Promise<void> {
  await parts.etcd.start();
  await parts.apiServer.start();
  await Promise.all([parts.controllerManager, parts.scheduler, parts.kwok].map((part) => part.start()));
  // Without it no pod is admitted to the namespace.
  const account = '/api/v1/namespaces/default/serviceaccounts/default';
  await waitFor('the default service account', () => api.get(account));
}

async function isOk(admin: ServerPlace, port: number, path: string): Promise<boolean> {
  const connection = connect({ ...admin, server: `https://127.0.0.1:${port}` });
  try {
    return (await connection.text(path)) === 'ok';
  } finally {
    connection.close();
  }
}

async function isHealthy(port: number, path: string): Promise<boolean> {
  return (await fetch(`http://127.0.0.1:${port}/${path}`)).ok;
}
