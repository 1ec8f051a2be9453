/** A presigned GetCallerIdentity by the signer of the SDK: what EKS takes for a token. */
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Instant } from '../../src/core/model/time.ts';
import { USER } from '../support/aws-wire/aws-wire.ts';

/** SHA-256 as the signer asks for it. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }

  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

export async function presignedIdentity(base: string, at: Instant, signed: Readonly<Record<string, string>>) {
  const { hostname, port, protocol, host } = new URL(base);
  const { accessKeyId, secretAccessKey } = USER;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region: 'us-east-1',
    service: 'sts',
    sha256: Sha256,
  });
  const request = await signer.presign(
    {
      method: 'GET',
      protocol,
      hostname,
      port: Number(port),
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host, ...signed },
    },
    { expiresIn: 60, signingDate: new Date(at), unhoistableHeaders: new Set(Object.keys(signed)) },
  );
  const query = new URLSearchParams(request.query as Record<string, string>);
  return { url: `${base}/?${query.toString()}`, headers: signed };
}
