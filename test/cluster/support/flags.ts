/** The command lines of the parts. What is not said here is left at its default: defaults are what clusters run with. Pure. */
import { join } from 'node:path';
import type { Places } from './places.ts';
import type { User } from './users.ts';

export type Flags = readonly string[];

export function etcdFlags({ folder, ports }: Places): Flags {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--log-level=warn',
    // A process that dies loses nothing by it, only a machine would.
    '--unsafe-no-fsync',
  ];
}

export function apiServerFlags({ folder, ports, papers }: Places): Flags {
  const { authority, serving, tokens } = papers;
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    '--endpoint-reconciler-type=none',
    `--tls-cert-file=${serving.certificate}`,
    `--tls-private-key-file=${serving.key}`,
    `--client-ca-file=${authority.certificate}`,
    '--authorization-mode=RBAC,Node',
    '--enable-admission-plugins=NodeRestriction',
    '--service-cluster-ip-range=10.0.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${tokens.publicKey}`,
    `--service-account-signing-key-file=${tokens.privateKey}`,
    ...aggregationFlags(papers),
    `--audit-policy-file=${join(folder, 'audit-policy.json')}`,
    `--audit-log-path=${join(folder, 'audit.log')}`,
    '--audit-log-maxsize=4096',
  ];
}

function aggregationFlags({ frontProxy, frontProxyAuthority }: Places['papers']): Flags {
  return [
    `--requestheader-client-ca-file=${frontProxyAuthority.certificate}`,
    '--requestheader-allowed-names=front-proxy-client',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${frontProxy.certificate}`,
    `--proxy-client-key-file=${frontProxy.key}`,
  ];
}

export function controllerManagerFlags(places: Places): Flags {
  const { ports, papers, users } = places;
  return [
    ...clientFlags(places, users.controllerManager, ports.controllerManager),
    '--use-service-account-credentials',
    `--service-account-private-key-file=${papers.tokens.privateKey}`,
    `--root-ca-file=${papers.authority.certificate}`,
  ];
}

export function schedulerFlags(places: Places): Flags {
  return clientFlags(places, places.users.scheduler, places.ports.scheduler);
}

function clientFlags({ papers }: Places, { kubeconfig }: User, port: number): Flags {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${papers.serving.certificate}`,
    `--tls-private-key-file=${papers.serving.key}`,
  ];
}

export function kwokFlags({ folder, ports, users }: Places): Flags {
  return [
    `--kubeconfig=${users.kwok.kubeconfig}`,
    '--manage-all-nodes=true',
    '--node-lease-duration-seconds=40',
    `--server-address=127.0.0.1:${ports.kwok}`,
    `--config=${join(folder, 'stages.yaml')}`,
  ];
}
