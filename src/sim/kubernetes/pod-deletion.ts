/** What a DELETE of a pod does: one that no node runs is gone at once, any other gets its grace and takes no more
 * requests from now on. */
import { formatInstant, plus, seconds } from '../../core/model/time.ts';
import type { Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';

const DEFAULT_GRACE_SECONDS = 30;

export interface PodDeleter {
  readonly engine: Engine;
  readonly api: ApiServer;
}

export function deletePod({ engine, api }: PodDeleter, pod: Pod, manager: string): void {
  const { namespace = '', name, uid } = pod.metadata;
  if (api.find('Pod', namespace, name)?.metadata.uid !== uid) return;
  if (pod.spec.nodeName === undefined) {
    api.delete('Pod', namespace, name);
    return;
  }
  api.update('Pod', namespace, name, manager, (current) =>
    current.metadata.deletionTimestamp !== undefined
      ? current
      : {
          ...current,
          metadata: {
            ...current.metadata,
            deletionTimestamp: formatInstant(plus(engine.now, graceOf(current))),
          },
        },
  );
}

export const graceOf = (pod: Pod) => seconds(pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
