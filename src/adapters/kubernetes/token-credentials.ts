/** Credentials of a bearer token that somebody else makes, and of an authority that is known beforehand. */
import type { Access, Credentials, TlsMaterial } from './credentials.ts';

export interface TokenSource {
  /** The same text while it is good. Throws a Fault when there is none to be had. */
  token(): Promise<string>;
  /** The server did not know `refused`: another, or `refused` itself when there is none yet. */
  renew(refused: string): Promise<string>;
}

export class TokenCredentials implements Credentials {
  readonly #source: TokenSource;
  /** One object for all tokens, so that connections outlive them. */
  readonly #tls: TlsMaterial;
  #shown: { readonly token: string; readonly access: Access } | undefined;

  /** `ca` is PEM; undefined = whom this machine trusts. */
  constructor(source: TokenSource, ca: string | undefined) {
    this.#source = source;
    this.#tls = ca === undefined ? {} : { ca };
  }

  async access(): Promise<Access> {
    return this.#show(await this.#source.token());
  }

  async renew(refused: Access): Promise<Access> {
    const { token, access } = this.#shown ?? {};
    // Another request has renewed it meanwhile.
    if (token === undefined || access !== refused) return this.access();
    return this.#show(await this.#source.renew(token));
  }

  #show(token: string): Access {
    if (this.#shown?.token !== token)
      this.#shown = { token, access: { headers: { authorization: `Bearer ${token}` }, tls: this.#tls } };
    return this.#shown.access;
  }
}
