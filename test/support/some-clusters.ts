/** Clusters as the functions have them, each as the test says it is; AWS is on loopback too. */
import { onTestFinished } from 'vitest';
import { seconds } from '../../src/core/model/time.ts';
import type { ClusterSettings } from '../../src/main/functions/cluster-link.ts';
import { openClusters } from '../../src/main/functions/clusters.ts';
import { aDevServer } from './a-dev-server.ts';
import { anAwsWire } from './an-aws-wire.ts';
import { USER } from './aws-wire/aws-wire.ts';
import { LoopbackServer } from './loopback-server.ts';

export const aCluster = (name: string, over: Partial<ClusterSettings> = {}): ClusterSettings => ({
  name,
  eksName: name,
  region: 'us-east-1',
  roleArn: undefined,
  endpoint: undefined,
  certificateAuthority: undefined,
  namespaces: [],
  requestTimeout: seconds(5),
  nodeGroups: [],
  ...over,
});

/** The embedded cluster on a socket: its settings, and the token that it knows. */
export async function aServedCluster(name: string) {
  const server = await aDevServer();
  onTestFinished(() => server.close());
  const certificateAuthority = Buffer.from(server.certificate).toString('base64');
  return { ...server, cluster: aCluster(name, { endpoint: server.url, certificateAuthority }) };
}

/** Takes every connection, and says nothing. */
export async function aSilentServer() {
  const server = await LoopbackServer.start(() => {});
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
}

export async function someClusters(
  clusters: readonly ClusterSettings[],
  tokens: Readonly<Record<string, string>> = {},
) {
  const { clock, wire } = await anAwsWire();
  const env: Record<string, string> = {
    AWS_ACCESS_KEY_ID: USER.accessKeyId,
    AWS_SECRET_ACCESS_KEY: USER.secretAccessKey,
  };
  const world = { clock, env, awsEndpoint: wire.url, version: '1.2.3', tokens };
  const opened = openClusters({ clusters }, world);
  onTestFinished(() => opened.close());
  return { clock, wire, env, clusters: opened };
}
