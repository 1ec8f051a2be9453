/**
 * The bearer token by which EKS knows an IAM role: a GetCallerIdentity request to STS that is signed and not sent. The
 * cluster sends it and believes what STS answers, so the token lets nobody do more than be us on that cluster.
 */
import { SignatureV4 } from '@smithy/signature-v4';
import type { Instant } from '../../core/model/time.ts';
import type { AwsCredentials } from './aws-credentials.ts';
import { Sha256 } from './sha256.ts';

export interface ClusterName {
  /** As EKS has it: signed, so that no other cluster takes the token. */
  readonly clusterName: string;
  readonly region: string;
}

const PREFIX = 'k8s-aws-v1.';
const CLUSTER_HEADER = 'x-k8s-aws-id';
/** What EKS wants to be said; it takes a token for 15 minutes all the same. */
const EXPIRES_SECONDS = 60;

export async function signIdentity(
  { clusterName, region }: ClusterName,
  credentials: AwsCredentials,
  now: Instant,
): Promise<string> {
  const hostname = stsHost(region);
  const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 });
  const request = {
    method: 'GET',
    protocol: 'https:',
    hostname,
    path: '/',
    query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
    headers: { host: hostname, [CLUSTER_HEADER]: clusterName },
  };
  const signed = await signer.presign(request, { expiresIn: EXPIRES_SECONDS, signingDate: new Date(now) });
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${encode(name)}=${encode(String(value))}`,
  );
  return PREFIX + Buffer.from(`https://${hostname}/?${query.join('&')}`).toString('base64url');
}

/** As it was signed: strictly by RFC 3986. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** By partition. The global endpoint is refused by some clusters, and is far from most. */
const DOMAINS: readonly (readonly [prefix: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['eusc-', 'amazonaws.eu'],
];

function stsHost(region: string): string {
  const found = DOMAINS.find(([prefix]) => region.startsWith(prefix));
  return `sts.${region}.${found?.[1] ?? 'amazonaws.com'}`;
}
