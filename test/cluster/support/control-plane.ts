/** A real control plane on loopback: etcd, kube-apiserver, kube-controller-manager, kube-scheduler, and KWOK for the nodes. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { locateAssets } from './assets.ts';
import { type AuditEntry, readAudit } from './audit.ts';
import type { KeyPair, Subject } from './certificates.ts';
import { compactEtcd } from './etcd-client.ts';
import { connect, type KubeApi } from './kube-api.ts';
import { aKubectl, type Kubectl } from './kubectl.ts';
import { addNodes, type NodeSpec } from './nodes.ts';
import { aPart, type Part, type PartSpec } from './part.ts';
import { type ControlPlaneParts, makeParts, type PartFlags, startParts } from './parts.ts';
import { type Places, preparePlaces } from './places.ts';
import { type Pace, QUICK } from './stages.ts';
import { certifyUser, placeOf, tokenKubeconfig } from './users.ts';

export interface ControlPlaneOptions {
  readonly pace?: Partial<Pace>;
  readonly flags?: PartFlags;
}

export interface Absence {
  readonly awayMillis?: number;
  /** kill -9 in place of SIGTERM. */
  readonly hard?: boolean;
}

export interface ControlPlane {
  readonly folder: string;
  readonly assets: string;
  readonly server: string;
  /** Certificate and key of a server on localhost. */
  readonly serving: KeyPair;
  /** The admin's kubeconfig file. */
  readonly kubeconfig: string;
  /** As the admin. */
  readonly api: KubeApi;
  /** As the admin. */
  readonly kubectl: Kubectl;
  readonly parts: ControlPlaneParts;
  /** Makes a user with a client certificate; gives the path of the kubeconfig. */
  readonly certify: (subject: Subject) => Promise<string>;
  /** Fetches a token of a ServiceAccount that exists; gives the path of the kubeconfig. */
  readonly tokenFor: (namespace: string, account: string, seconds?: number) => Promise<string>;
  /** Makes nodes PREFIX-1 to PREFIX-COUNT, Ready after `pace.nodeBoot`; gives their names. */
  readonly addNodes: (count: number, prefix?: string, spec?: NodeSpec) => Promise<readonly string[]>;
  /** Away, and back on the same port. */
  readonly restartApiServer: (absence?: Absence) => Promise<void>;
  /** After this every resourceVersion from before is too old to watch from (410). Restarts the API server. */
  readonly expireWatches: (absence?: Absence) => Promise<void>;
  /** Calls of everybody but the control plane's own parts. */
  readonly audit: () => readonly AuditEntry[];
  /** Starts another process that ends with the cluster, its log beside the others. */
  readonly run: (spec: Omit<PartSpec, 'logs'>) => Promise<Part>;
  /** Kills all of it and removes the folder. @throws Error when a part had ended on its own; the folder stays then */
  readonly stop: () => Promise<void>;
}

/** Takes some eight seconds. There are no nodes yet. */
export async function startControlPlane({
  pace,
  flags = {},
}: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const places = await preparePlaces(locateAssets());
  const admin = placeOf(places, places.users.admin);
  const api = connect(admin);
  const parts = makeParts(places, admin, { ...QUICK, ...pace }, flags);
  const others: Part[] = [];
  const stop = () => stopAll(places, api, [...others, ...Object.values(parts)]);
  await startParts(parts, api).catch(async (error: unknown) => {
    await stop().catch(() => {});
    throw error;
  });
  const restartApiServer = (absence: Absence = {}) => restart(parts.apiServer, absence);
  return {
    folder: places.folder,
    assets: places.assets,
    server: places.server,
    serving: places.papers.serving,
    kubeconfig: places.users.admin.kubeconfig,
    api,
    kubectl: aKubectl(places.assets, places.users.admin.kubeconfig),
    parts,
    certify: async (subject) => (await certifyUser(places, subject)).kubeconfig,
    tokenFor: (namespace, account, seconds) => tokenKubeconfig(places, api, { namespace, account, seconds }),
    addNodes: (count, prefix = 'node', spec = {}) => addNodes(api, count, prefix, spec),
    restartApiServer,
    expireWatches: async (absence) => {
      await compactEtcd(places.ports.etcd);
      // The API server's own memory of what happened is what answers most watches.
      await restartApiServer({ hard: true, ...absence });
    },
    audit: () => readAudit(join(places.folder, 'audit.log')),
    run: async (spec) => {
      const part = aPart({ ...spec, logs: places.logs });
      others.push(part);
      await part.start();
      return part;
    },
    stop,
  };
}

async function restart(part: Part, { awayMillis = 0, hard = false }: Absence): Promise<void> {
  await (hard ? part.kill() : part.stop());
  await sleep(awayMillis);
  await part.start();
}

async function stopAll({ folder }: Places, api: KubeApi, parts: readonly Part[]): Promise<void> {
  const complaints = parts.flatMap((part) => part.complaint() ?? []);
  await Promise.all(parts.map((part) => part.kill()));
  api.close();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  if (process.env['KEEP_CLUSTER'] === undefined) rmSync(folder, { recursive: true, force: true });
}
