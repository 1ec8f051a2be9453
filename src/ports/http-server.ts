import { Fault } from './faults.ts';
import type { HttpHandler } from './http-exchange.ts';

export interface HttpServer {
  /** Where it listens, for example `https://127.0.0.1:40123`. */
  readonly url: string;
  /** PEM of the certificate that clients are to trust. */
  readonly certificate: string;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Listens on the loopback address, over TLS; port 0 takes a free one. Rejects with ListenFault. */
export type Listen = (handler: HttpHandler, port: number) => Promise<HttpServer>;

/** The port cannot be had. */
export class ListenFault extends Fault {
  override readonly name = 'ListenFault';
  readonly disposition = 'terminal';
}
