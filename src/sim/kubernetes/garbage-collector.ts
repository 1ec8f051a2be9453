/** What is owned goes when the last of its owners is gone. Pods are not looked after here: their sets do that. */
import type { Kind, KubeObject } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';

const MANAGER = 'generic-garbage-collector';

/** `kinds`: those that own and are owned. */
export function collectGarbage(api: ApiServer, kinds: readonly Kind[]): void {
  for (const kind of kinds)
    api.watch(kind, ({ type, object }) => {
      if (type === 'DELETED')
        for (const dependent of dependentsOf(api, kinds, object)) release(api, dependent, object);
    });
}

function dependentsOf(
  api: ApiServer,
  kinds: readonly Kind[],
  { metadata }: KubeObject,
): readonly KubeObject[] {
  return kinds.flatMap((kind) =>
    [...api.list(kind)].filter((object: KubeObject) =>
      (object.metadata.ownerReferences ?? []).some(({ uid }) => uid === metadata.uid),
    ),
  );
}

function release(api: ApiServer, dependent: KubeObject, owner: KubeObject): void {
  const { namespace = '', name, ownerReferences = [] } = dependent.metadata;
  const left = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid);
  if (left.length === 0) api.delete(dependent.kind, namespace, name);
  else
    api.update(dependent.kind, namespace, name, MANAGER, (current) => ({
      ...current,
      metadata: { ...current.metadata, ownerReferences: left },
    }));
}
