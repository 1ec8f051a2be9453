/**
 * A control plane that lets IAM roles in as EKS does: STS and EKS are played on loopback, a webhook judges the tokens, and
 * the functions have the rights of their manifests.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { AwsWire } from '../../support/aws-wire/aws-wire.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { installDefinitions } from './definitions.ts';
import { IamAuthenticator } from './iam-authenticator.ts';

const MANIFESTS = join(import.meta.dirname, '../../../manifests/functions');

export interface EksPlane {
  readonly plane: ControlPlane;
  readonly wire: AwsWire;
  readonly authenticator: IamAuthenticator;
  /** Base64 of the PEM, as EKS gives it. */
  readonly certificateAuthority: string;
  stop(): Promise<void>;
}

/** @param entries groups by the ARN of a role: the access entries of the cluster */
export async function startEksPlane(
  clusterName: string,
  entries: Readonly<Record<string, readonly string[]>>,
): Promise<EksPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'forescale-webhook-'));
  const wire = await AwsWire.start();
  for (const arn of Object.keys(entries)) wire.sts.addRole({ arn });
  const sts = new URL(wire.url);
  const authenticator = await IamAuthenticator.start({ clusterName, sts, clock: wallClock, entries });
  const webhook = join(folder, 'webhook.kubeconfig');
  writeFileSync(webhook, JSON.stringify(authenticator.kubeconfig));
  const apiServer = [
    `--authentication-token-webhook-config-file=${webhook}`,
    '--authentication-token-webhook-version=v1',
  ];
  const plane = await startControlPlane({ flags: { apiServer } });
  await installDefinitions(plane, 'keda');
  await installDefinitions(plane, 'karpenter');
  await plane.addNodes(3);
  await plane.kubectl.run('apply', '--server-side', '-k', MANIFESTS);
  await plane.kubectl.run('wait', '--for=condition=Established', '--timeout=30s', 'crd', '--all');
  const certificateAuthority = authorityIn(plane.kubeconfig);
  wire.eks.put({ name: clusterName, endpoint: plane.server, certificateAuthority });
  const stop = async (): Promise<void> => {
    await plane.stop();
    await authenticator.stop();
    await wire[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  };
  return { plane, wire, authenticator, certificateAuthority, stop };
}

function authorityIn(kubeconfig: string): string {
  const { clusters } = JSON.parse(readFileSync(kubeconfig, 'utf8')) as {
    readonly clusters: readonly [{ readonly cluster: Readonly<Record<string, string>> }];
  };
  return clusters[0].cluster['certificate-authority-data'] ?? '';
}
