/** Where an event belongs: the clusters that it is for, and the namespace of its Surge in each. */

import type { FunctionsConfig } from '../../config/functions/functions-config.ts';
import type { AppTemplate } from '../../config/functions/template.ts';
import type { Finding } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import type { CancelledDetail } from './detail-schemas.ts';

export type PlaceDetail = Pick<CancelledDetail, 'app' | 'clusters' | 'namespace'>;

export interface EventPlace {
  /** Undefined = it names none. */
  readonly app: AppTemplate | undefined;
  /** By cluster. */
  readonly namespaces: ReadonlyMap<string, string>;
}

export type PlaceReading =
  | { readonly ok: true; readonly place: EventPlace }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export function placeEvent(detail: PlaceDetail, config: FunctionsConfig): PlaceReading {
  const app = detail.app === undefined ? undefined : config.apps[detail.app];
  const findings = [...findUnknownApp(detail, app, config), ...findUnknownClusters(detail, config)];
  if (findings.length > 0) return { ok: false, findings };
  const wanted = detail.clusters ?? app?.clusters ?? [];
  const clusters = config.clusters.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const namespaces = new Map(
    clusters.map(({ name, namespace }) => [name, detail.namespace ?? app?.namespace ?? namespace]),
  );
  const unseen = clusters.flatMap((cluster) => {
    const namespace = namespaces.get(cluster.name) ?? '';
    if (cluster.namespaces.length === 0 || cluster.namespaces.includes(namespace)) return [];
    const what = `one of the namespaces of cluster ${cluster.name} (${cluster.namespaces.join(', ')})`;
    return [{ path: ['namespace'], message: expected(what, namespace) }];
  });
  return unseen.length > 0 ? { ok: false, findings: unseen } : { ok: true, place: { app, namespaces } };
}

function findUnknownApp(
  detail: PlaceDetail,
  app: AppTemplate | undefined,
  { apps }: FunctionsConfig,
): readonly Finding[] {
  if (detail.app === undefined || app !== undefined) return [];
  return [{ path: ['app'], message: expected(configuredOne(Object.keys(apps)), detail.app) }];
}

function findUnknownClusters({ clusters = [] }: PlaceDetail, config: FunctionsConfig): readonly Finding[] {
  const names = config.clusters.map(({ name }) => name);
  return clusters.flatMap((name, index) =>
    names.includes(name)
      ? []
      : [{ path: ['clusters', index], message: expected(configuredOne(names), name) }],
  );
}

const configuredOne = (names: readonly string[]): string =>
  names.length === 0 ? 'one that is configured (there is none)' : `one of ${names.join(', ')}`;
