/** Notes what is asked of an API server, in the words of RBAC. Discovery and /version are everybody's to ask. */
import type { KubeRequest, Transport } from '../../src/adapters/kubernetes/transport.ts';

const RESOURCE =
  /^\/(?:api|apis\/([^/]+))\/[^/]+(?:\/namespaces\/[^/]+)?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;

const WRITES = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' } as const;

export function recording(transport: Transport, asked: Set<string>): Transport {
  const note = (request: KubeRequest): void => {
    const line = lineOf(request);
    if (line !== undefined) asked.add(line);
  };
  return {
    send: (request, signal) => {
      note(request);
      return transport.send(request, signal);
    },
    stream: (request, signal) => {
      note(request);
      return transport.stream(request, signal);
    },
    close: () => transport.close(),
  };
}

/** `deployments.apps/scale patch`. */
function lineOf({ method, path, query }: KubeRequest): string | undefined {
  const parts = RESOURCE.exec(path);
  if (parts === null) return undefined;
  const [, group, plural, name, subresource] = parts;
  const resource = `${plural}${group === undefined ? '' : `.${group}`}${subresource === undefined ? '' : `/${subresource}`}`;
  return `${resource} ${method === 'GET' ? readVerb(name, query) : WRITES[method]}`;
}

function readVerb(name: string | undefined, query: KubeRequest['query']): string {
  if (name !== undefined) return 'get';
  return query?.['watch'] === true ? 'watch' : 'list';
}
