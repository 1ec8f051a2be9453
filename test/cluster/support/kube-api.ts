/** A JSON client for the tests' own eyes and hands. It shares nothing with the code that is tested. */
import { Agent, request as httpsRequest } from 'node:https';

export interface ServerPlace {
  readonly server: string;
  /** PEM text. */
  readonly authority: string;
  readonly proof: { readonly certificate: string; readonly key: string } | { readonly token: string };
}

export type PatchKind = 'merge' | 'json' | 'strategic' | 'apply';

/** @throws ApiError for any answer but 2xx, and the socket's own errors */
export interface KubeApi {
  get<T>(path: string): Promise<T>;
  /** The items of a list; everything at once. */
  list<T>(path: string): Promise<readonly T[]>;
  create<T>(path: string, body: object): Promise<T>;
  replace<T>(path: string, body: object): Promise<T>;
  /** @param kind default merge; apply needs `?fieldManager=` in the path */
  patch<T>(path: string, body: unknown, kind?: PatchKind): Promise<T>;
  remove(path: string): Promise<void>;
  /** The text of a path that does not answer in JSON, for example /readyz. */
  text(path: string): Promise<string>;
  close(): void;
}

class ApiError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const PATCH_TYPES: Readonly<Record<PatchKind, string>> = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
}

export function connect({ server, authority, proof }: ServerPlace): KubeApi {
  const identity = 'token' in proof ? {} : { cert: proof.certificate, key: proof.key };
  const agent = new Agent({ keepAlive: true, ca: authority, ...identity });
  const headers: Record<string, string> = { accept: 'application/json' };
  if ('token' in proof) headers['authorization'] = `Bearer ${proof.token}`;

  const call = ({ method, path, body, type = 'application/json' }: Call): Promise<string> =>
    new Promise((resolve, reject) => {
      const withType = body === undefined ? headers : { ...headers, 'content-type': type };
      const asking = httpsRequest(`${server}${path}`, { method, agent, headers: withType }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = String(Buffer.concat(chunks));
          const status = answer.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve(text);
          else reject(new ApiError(status, `${method} ${path}: ${status} ${text}`));
        });
      });
      asking.on('error', reject);
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const json = async <T>(of: Call): Promise<T> => JSON.parse(await call(of)) as T;

  return {
    get: (path) => json({ method: 'GET', path }),
    list: async <T>(path: string) => (await json<{ items: readonly T[] }>({ method: 'GET', path })).items,
    create: (path, body) => json({ method: 'POST', path, body }),
    replace: (path, body) => json({ method: 'PUT', path, body }),
    patch: (path, body, kind = 'merge') => json({ method: 'PATCH', path, body, type: PATCH_TYPES[kind] }),
    remove: async (path) => {
      await call({ method: 'DELETE', path });
    },
    text: (path) => call({ method: 'GET', path }),
    close: () => agent.destroy(),
  };
}
