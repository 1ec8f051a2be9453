/** The way of the baseline to its cluster: a role taken on by STS, an address from EKS, a token that the process signs. */
import { createHash, createHmac } from 'node:crypto';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { KubeConfig } from '@kubernetes/client-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { z } from 'zod';

const clusterSchema = z.object({
  name: z.string(),
  region: z.string(),
  roleArn: z.string().optional(),
  endpoint: z.url().optional(),
  certificateAuthority: z.string().optional(),
});
type Cluster = z.infer<typeof clusterSchema>;

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export async function connect(): Promise<KubeConfig> {
  const given: unknown = JSON.parse(process.env['FORESCALE_CONFIG'] ?? '{}');
  const cluster = z.object({ clusters: z.tuple([clusterSchema]) }).parse(given).clusters[0];
  const keys = cluster.roleArn === undefined ? ownKeys() : await assume(cluster.roleArn, cluster.region);
  const { server, caData } = await locate(cluster);
  const token = process.env['TRIAL_TOKEN'] ?? (await signToken(cluster, keys));
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: 'it', server, caData, skipTLSVerify: server.startsWith('http:') }],
    users: [{ name: 'us', token }],
    contexts: [{ name: 'here', cluster: 'it', user: 'us' }],
    currentContext: 'here',
  });
  return config;
}

async function locate({ name, region, endpoint, certificateAuthority }: Cluster) {
  if (endpoint !== undefined) return { server: endpoint, caData: certificateAuthority };
  const { cluster } = await new EKSClient({ region }).send(new DescribeClusterCommand({ name }));
  return { server: cluster?.endpoint ?? '', caData: cluster?.certificateAuthority?.data };
}

function ownKeys(): Keys {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  const session = AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN };
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, ...session };
}

async function assume(RoleArn: string, region: string): Promise<Keys> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'baseline' });
  const { Credentials } = await new STSClient({ region }).send(command);
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

async function signToken({ name, region }: Cluster, credentials: Keys): Promise<string> {
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const hostname = `sts.${region}.amazonaws.com`;
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const headers = { host: hostname, 'x-k8s-aws-id': name };
  const request = { method: 'GET', protocol: 'https:', hostname, path: '/', query, headers };
  const signed = await signer.presign(request, {
    expiresIn: 60,
    unhoistableHeaders: new Set(['x-k8s-aws-id']),
  });
  const asked = new URLSearchParams(signed.query as Record<string, string>);
  return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${asked.toString()}`).toString('base64url')}`;
}

class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {}
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
