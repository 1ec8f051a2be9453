/** A small HTTP server for probes and metrics: GET and HEAD of known paths, nothing that a client can hold open. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListenFault } from './listen-fault.ts';

export interface Page {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Pages by path. */
export type Pages = Readonly<Record<string, () => Promise<Page>>>;

export interface ListenOptions {
  /** All addresses of the machine when undefined. */
  readonly host: string | undefined;
  /** 0 = any that is free. */
  readonly port: number;
  readonly pages: Pages;
}

export interface Listener {
  readonly port: number;
  /** Ends open connections too. */
  close(): Promise<void>;
}

const REQUEST_MILLIS = 5_000;
const HEADERS_MILLIS = 5_000;
const KEEP_ALIVE_MILLIS = 60_000;

/** Throws ListenFault when the address cannot be had. */
export function listen({ host, port, pages }: ListenOptions): Promise<Listener> {
  const options = {
    requestTimeout: REQUEST_MILLIS,
    headersTimeout: HEADERS_MILLIS,
    keepAliveTimeout: KEEP_ALIVE_MILLIS,
  };
  const server = createServer(options, (request, response) => void answer(request, response, pages));
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenFault(host, port, cause)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      resolve({ port: (server.address() as AddressInfo).port, close: () => closeServer(server) });
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, pages: Pages): Promise<void> {
  const { status, contentType, text } = await pageFor(request, pages);
  const allow = status === 405 ? { allow: 'GET, HEAD' } : {};
  const headers = { 'content-type': contentType, 'x-content-type-options': 'nosniff', ...allow };
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) });
  response.end(request.method === 'HEAD' ? undefined : text);
}

async function pageFor({ method, url = '/' }: IncomingMessage, pages: Pages): Promise<Page> {
  const path = url.replace(/\?.*$/s, '');
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  if (page === undefined) return plain(404, `expected ${Object.keys(pages).join(', ')}\n`);
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'expected GET\n');
  try {
    return await page();
  } catch (error) {
    return plain(500, `${error instanceof Error ? error.message : String(error)}\n`);
  }
}

export const plain = (status: number, text: string): Page => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  text,
});

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
