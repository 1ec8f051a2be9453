/** What lets a request in. It changes while a process runs: tokens and certificates rotate. */
import type { Agent } from 'node:http';
import type { SecureContextOptions } from 'node:tls';

/** What TLS trusts and shows. */
export interface TlsMaterial extends Pick<SecureContextOptions, 'ca' | 'cert' | 'key'> {
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface Access {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsMaterial;
  /** Makes the connections instead of ours, where a proxy is between. */
  readonly agent?: Agent;
}

export interface Credentials {
  /** As they are now; the same object while they have not changed. Throws Unauthorized when there are none to be had. */
  access(): Promise<Access>;
  /** The server did not know `refused`: fresh ones, or `refused` itself when there is nothing newer yet. */
  renew(refused: Access): Promise<Access>;
}

const OPEN: Access = { headers: {}, tls: {} };

/** For a server that asks nobody who he is. */
export const anonymous: Credentials = {
  access: () => Promise.resolve(OPEN),
  renew: (refused) => Promise.resolve(refused),
};
