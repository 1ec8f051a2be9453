/** Finds the signature of a request: in its query when it was presigned, else in its Authorization header. */
import type { Scope, Signature, SignedRequest } from './signature.ts';
import { WireError } from './wire-error.ts';

export interface FoundSignature extends Signature {
  readonly sessionToken: string | undefined;
  /** How long it counts from its stamp; undefined = it was not presigned. */
  readonly expiresSeconds: number | undefined;
}

/** Undefined when the request is not signed at all; throws IncompleteSignature. */
export function findSignature(request: SignedRequest): FoundSignature | undefined {
  const query = Object.fromEntries(request.query);
  if (query['X-Amz-Algorithm'] !== undefined) return presigned(query);
  const authorization = request.headers['authorization'];
  return authorization === undefined ? undefined : fromHeader(authorization, request.headers);
}

function presigned(query: Readonly<Record<string, string>>): FoundSignature {
  return {
    scope: readScope(query['X-Amz-Credential']),
    stamp: query['X-Amz-Date'] ?? '',
    signedHeaders: (query['X-Amz-SignedHeaders'] ?? '').split(';'),
    signature: query['X-Amz-Signature'] ?? '',
    sessionToken: query['X-Amz-Security-Token'],
    expiresSeconds: Number(query['X-Amz-Expires'] ?? Number.NaN),
  };
}

function fromHeader(authorization: string, headers: SignedRequest['headers']): FoundSignature {
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(
    authorization,
  );
  if (fields === null) throw incomplete(`Authorization header: ${authorization}`);
  const [, credential, names = '', signature = ''] = fields;
  return {
    scope: readScope(credential),
    stamp: headers['x-amz-date'] ?? '',
    signedHeaders: names.split(';'),
    signature,
    sessionToken: headers['x-amz-security-token'],
    expiresSeconds: undefined,
  };
}

function readScope(credential = ''): Scope {
  const [accessKeyId, date, region, service, end, ...rest] = credential.split('/');
  if (accessKeyId === undefined || date === undefined || region === undefined || service === undefined)
    throw incomplete(`Credential: ${credential}`);
  if (end !== 'aws4_request' || rest.length > 0) throw incomplete(`Credential: ${credential}`);
  return { accessKeyId, date, region, service };
}

const incomplete = (what: string): WireError => new WireError('IncompleteSignature', what, 403);

/** Of a stamp such as `20261126T020000Z`, in milliseconds; NaN when it is none. */
export function readStamp(stamp: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (parts === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
