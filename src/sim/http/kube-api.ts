/** The Kubernetes API of the embedded cluster: a request in, an answer out, no sockets. */

import type { DocumentAnswer, HttpAnswer, HttpRequest } from '../../ports/http-exchange.ts';
import { ApiError } from '../api/errors.ts';
import { type Call, get, namedPath, type Served } from './context.ts';
import { deleteAll, deleteOne, deletionAnswer } from './deletion.ts';
import { evict } from './evictions.ts';
import { listPage } from './lists.ts';
import { document, JSON_TYPE } from './messages.ts';
import { metaAnswer } from './meta-paths.ts';
import { negotiateForm, renderList, renderObject } from './objects-on-wire.ts';
import { parseResourcePath } from './paths.ts';
import { methodNotAllowed, refusalAnswer, unauthorized } from './refusals.ts';
import type { Rendering } from './rendering.ts';
import { readScale, writeScale } from './scale.ts';
import type { Written } from './storing.ts';
import { watchAnswer } from './watch.ts';
import { create, patch, update } from './writes.ts';

export interface KubeApiDeps extends Served {
  /** Of the bearer; every request must carry it. */
  readonly token: string;
}

export class KubeApi {
  readonly #deps: KubeApiDeps;

  constructor(deps: KubeApiDeps) {
    this.#deps = deps;
  }

  /** Never throws: a defect in here is answered by 500, as a server that stays up does. */
  handle(request: HttpRequest): HttpAnswer {
    try {
      if (request.headers['authorization'] !== `Bearer ${this.#deps.token}`) throw unauthorized();
      return (
        metaAnswer(request) ?? answer({ served: this.#deps, request, path: parseResourcePath(request.path) })
      );
    } catch (error) {
      if (error instanceof ApiError) return refusalAnswer(error);
      const message = String(error);
      return refusalAnswer(new ApiError(500, 'InternalError', `Internal error occurred: ${message}`));
    }
  }
}

function answer(call: Call): HttpAnswer {
  const { request, path } = call;
  if (path.subresource === 'eviction') {
    if (request.method !== 'POST') throw methodNotAllowed();
    return evict(call);
  }
  const rendering = renderingOf(call);
  if (path.subresource === 'scale') return answerScale(call);
  switch (request.method) {
    case 'GET':
      return read(call, rendering);
    case 'POST':
      if (path.name !== undefined || (path.type.namespaced && path.namespace === undefined))
        throw methodNotAllowed();
      return written(create(call), rendering);
    case 'PUT':
      return written(update(call), rendering);
    case 'PATCH':
      return written(patch(call), rendering);
    case 'DELETE':
      return remove(call, rendering);
    default:
      throw methodNotAllowed();
  }
}

function renderingOf({ served, request, path }: Call): Rendering {
  return {
    form: negotiateForm(request.headers['accept'] ?? ''),
    type: path.type,
    now: served.engine.now,
    include: request.query.get('includeObject') ?? undefined,
  };
}

function read({ served, request: { query }, path }: Call, rendering: Rendering): HttpAnswer {
  if (query.get('watch') === 'true' || query.get('watch') === '1')
    return watchAnswer(path, query, rendering, served);
  if (path.name !== undefined) return document(renderObject(get(served.api, namedPath(path)), rendering));
  const { objects, meta } = listPage(path, query, served);
  return document(renderList(objects, meta, rendering), 200, JSON_TYPE);
}

function written({ object, created, warnings }: Written, rendering: Rendering): DocumentAnswer {
  const whole = document(renderObject(object, rendering), created ? 201 : 200);
  if (warnings.length === 0) return whole;
  // As RFC 7234 has it; one header may carry several.
  return {
    ...whole,
    headers: { warning: warnings.map((text) => `299 - ${JSON.stringify(text)}`).join(', ') },
  };
}

function remove(call: Call, rendering: Rendering): DocumentAnswer {
  const { path, served } = call;
  if (path.subresource !== undefined) throw methodNotAllowed();
  if (path.name === undefined) {
    const meta = { resourceVersion: String(served.api.version) };
    return document(renderList(deleteAll(call), meta, rendering));
  }
  const deleted = deleteOne(call);
  return deleted.lingers
    ? document(renderObject(deleted.object, rendering))
    : deletionAnswer(path.type, deleted);
}

function answerScale(call: Call): DocumentAnswer {
  const { method } = call.request;
  if (method === 'GET') return document(readScale(call));
  if (method === 'PUT' || method === 'PATCH') return document(writeScale(call));
  throw methodNotAllowed();
}
