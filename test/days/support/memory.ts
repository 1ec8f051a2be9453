/**
 * What is owed to a target is put down twice: in the record on the target and in the status of its surges. One of the
 * two may be lost at a time; people who take both away at once get what stands.
 */
import { parseKey, type TargetRef } from '../../../src/core/model/target.ts';
import { isRecorded } from '../../../src/resources/target/annotations.ts';
import type { KubeObject, SurgeObject } from '../../../src/sim/api/objects.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import { surgeIn } from '../../support/a-surge-object.ts';

/** Does some surge know what the record on the target says? */
export const isRemembered = (api: ApiServer, key: string, live: KubeObject): boolean =>
  [...api.list('Surge')].some((surge) => knows(surge, key, live));

/** Does this surge alone know what is owed to one of its targets? */
export function isOnlyMemory(api: ApiServer, surge: SurgeObject): boolean {
  return Object.keys(surgeIn(surge).status).some((key) => {
    const ref = parseKey(key);
    const live = ref && find(api, ref);
    return live !== undefined && !isRecorded(live) && knows(surge, key, live);
  });
}

function knows(surge: SurgeObject, key: string, live: KubeObject): boolean {
  const status = surgeIn(surge).status[key];
  return status !== undefined && status.phase !== 'Ended' && status.uid === live.metadata.uid;
}

function find(api: ApiServer, { kind, namespace, name }: TargetRef): KubeObject | undefined {
  return kind === 'HorizontalPodAutoscaler' || kind === 'Deployment'
    ? api.find(kind, namespace, name)
    : undefined;
}
