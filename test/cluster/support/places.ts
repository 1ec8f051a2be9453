/** The folder, the ports and the papers of one cluster: what its parts are told when they start, and again after a restart. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePapers } from './papers.ts';
import { takeFreePort } from './ports.ts';
import { certifyUser, type Site, type User } from './users.ts';

const PORT_USERS = ['etcd', 'etcdPeer', 'apiServer', 'controllerManager', 'scheduler', 'kwok'] as const;

export interface Places extends Site {
  readonly logs: string;
  readonly assets: string;
  readonly ports: Readonly<Record<(typeof PORT_USERS)[number], number>>;
  /** The admin, and the parts that are clients of the API server. */
  readonly users: Readonly<Record<'admin' | 'controllerManager' | 'scheduler' | 'kwok', User>>;
}

export async function preparePlaces(assets: string): Promise<Places> {
  const folder = mkdtempSync(join(tmpdir(), 'forescale-cluster-'));
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const [papers, ports] = await Promise.all([makePapers(join(folder, 'papers')), takePorts()]);
  const site = { folder, papers, server: `https://127.0.0.1:${ports.apiServer}` };
  const [admin, controllerManager, scheduler, kwok] = await Promise.all([
    certifyUser(site, { name: 'admin', groups: ['system:masters'] }),
    certifyUser(site, { name: 'system:kube-controller-manager' }),
    certifyUser(site, { name: 'system:kube-scheduler' }),
    certifyUser(site, { name: 'kwok', groups: ['system:masters'] }),
  ]);
  return { ...site, logs, assets, ports, users: { admin, controllerManager, scheduler, kwok } };
}

async function takePorts(): Promise<Places['ports']> {
  const taken = new Set<number>();
  while (taken.size < PORT_USERS.length) taken.add(await takeFreePort());
  const ports = [...taken];
  return Object.fromEntries(PORT_USERS.map((user, index) => [user, ports[index]])) as Places['ports'];
}
