/** The bond between a schedule and the surges it makes: they go with it, and nobody else's are touched. */
import type { ObjectMeta, OwnerReference } from '../kube-object.ts';
import { SURGE_API_VERSION, splitId } from '../surge/codec.ts';

const SCHEDULE_KIND = 'SurgeSchedule';

export const scheduleReference = (schedule: string, uid: string): OwnerReference => ({
  apiVersion: SURGE_API_VERSION,
  kind: SCHEDULE_KIND,
  name: splitId(schedule)[1],
  uid,
  controller: true,
});

/** The uid of the schedule that a surge belongs to; undefined for one that stands alone. */
export const scheduleUidOf = ({
  ownerReferences = [],
}: Pick<ObjectMeta, 'ownerReferences'>): string | undefined =>
  ownerReferences.find(({ kind, controller }) => kind === SCHEDULE_KIND && controller === true)?.uid;

/** And its id. */
export function scheduleIdOf({
  namespace = '',
  ownerReferences = [],
}: Pick<ObjectMeta, 'namespace' | 'ownerReferences'>): string | undefined {
  const owner = ownerReferences.find(({ kind, controller }) => kind === SCHEDULE_KIND && controller === true);
  return owner === undefined ? undefined : `${namespace}/${owner.name}`;
}
