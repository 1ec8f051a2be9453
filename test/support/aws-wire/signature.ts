/** Signature Version 4 from its description: what an honest signer would have written under this very request. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedRequest {
  readonly method: string;
  /** As sent, not decoded. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Where and when it counts: `20261126/eu-west-1/sts/aws4_request`. */
export interface Scope {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export interface Signature {
  readonly scope: Scope;
  /** `20261126T020000Z`. */
  readonly stamp: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function matches(request: SignedRequest, signed: Signature, secret: string): boolean {
  const expected = Buffer.from(sign(request, signed, secret));
  const found = Buffer.from(signed.signature);
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function sign(request: SignedRequest, { scope, stamp, signedHeaders }: Signature, secret: string): string {
  const place = [scope.date, scope.region, scope.service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', stamp, place.join('/'), sha256(canonical(request, signedHeaders))];
  const key = place.reduce<string | Buffer>((under, part) => hmac(under, part), `AWS4${secret}`);
  return hmac(key, text.join('\n')).toString('hex');
}

function canonical({ method, path, query, headers, body }: SignedRequest, names: readonly string[]): string {
  const pairs = query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted(byBytes);
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const place = path.split('/').map(encode).join('/');
  return [method, place, pairs.join('&'), lines.join(''), names.join(';'), sha256(body)].join('\n');
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
