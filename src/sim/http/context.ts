/** What the verbs need: the cluster that they act on, its past, and the request. */
import type { Clock } from '../../ports/clock.ts';
import type { HttpRequest } from '../../ports/http-exchange.ts';
import type { KubeObject } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Cluster } from '../cluster.ts';
import type { History } from './history.ts';
import type { ResourcePath } from './paths.ts';
import { badRequest, methodNotAllowed, notFound } from './refusals.ts';

export interface Served extends Pick<Cluster, 'engine' | 'api' | 'evictions'> {
  readonly history: History;
  /** Of the clients: watches end by it. */
  readonly clock: Clock;
  /** Five letters for a `generateName`. */
  readonly drawSuffix: () => string;
}

export interface Call {
  readonly served: Served;
  readonly request: HttpRequest;
  readonly path: ResourcePath;
}

export interface NamedPath extends ResourcePath {
  readonly name: string;
}

/** The path of one object; a collection does not take the verb. */
export function namedPath({ name, ...path }: ResourcePath): NamedPath {
  if (name === undefined) throw methodNotAllowed();
  return { ...path, name };
}

export const find = (api: ApiServer, { type, namespace = '', name }: NamedPath): KubeObject | undefined =>
  api.find(type.kind, namespace, name);

/** Throws 404. */
export function get(api: ApiServer, path: NamedPath): KubeObject {
  const found = find(api, path);
  if (found === undefined) throw notFound(path.type, path.name);
  return found;
}

/** `?dryRun=All`; any other value is refused. */
export function isDryRun({ query }: HttpRequest): boolean {
  const wishes = query.getAll('dryRun').filter((wish) => wish !== '');
  const odd = wishes.find((wish) => wish !== 'All');
  if (odd !== undefined)
    throw badRequest(`dryRun: Unsupported value: ${JSON.stringify(odd)}: supported values: "All"`);
  return wishes.length > 0;
}
