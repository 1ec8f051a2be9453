/** What the cluster's own parts expect to find and a client may leave out. */

import { isRecord } from '../../../resources/json.ts';
import type { Kind, KubeObject } from '../../api/objects.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Parts {
  readonly spec: Fields;
  readonly status: Fields;
  readonly isNew: boolean;
}

const OF_KIND: Readonly<
  Partial<Record<Kind, (parts: Parts) => { readonly spec: Fields; readonly status?: Fields }>>
> = {
  Pod: ({ spec, status, isNew }) => ({
    spec,
    // Nobody has run a pod that is new.
    status: isNew ? { phase: 'Pending', conditions: [] } : { conditions: [], ...status },
  }),
  Node: ({ spec, status }) => ({ spec, status: { allocatable: {}, conditions: [], ...status } }),
  Namespace: ({ spec, status }) => ({
    spec: { finalizers: ['kubernetes'], ...spec },
    status: { phase: 'Active', ...status },
  }),
  StatefulSet: ({ spec }) => ({ spec: { replicas: 1, ...spec } }),
};

export function withNativeDefaults(object: KubeObject, isNew: boolean): KubeObject {
  const spec = isRecord(object.spec) ? object.spec : {};
  const status = isRecord(object.status) ? object.status : {};
  const parts = OF_KIND[object.kind]?.({ spec, status, isNew });
  return parts === undefined ? object : { ...object, ...parts };
}
