/** The fields that hold a target's replicas up and down, and what they mean where they are left out. */

/** `minReplicas` of an HPA, `minReplicaCount` of a KEDA ScaledObject, `replicas` of a workload that nobody scales. */
export type Lever = 'minReplicas' | 'minReplicaCount' | 'replicas';

interface Levered {
  readonly lever: Lever;
}

/** An omitted `minReplicas` is 1; a ScaledObject, and a workload that nobody scales, may stand at 0. */
export const minOf = ({ lever }: Levered, min: number | undefined): number =>
  min ?? (lever === 'minReplicas' ? 1 : 0);

/** An omitted `maxReplicaCount` is 100; undefined = there is no maximum. */
export const maxOf = ({ lever }: Levered, max: number | undefined): number | undefined =>
  max ?? (lever === 'minReplicaCount' ? 100 : undefined);

/** The field of the maximum, for messages. */
export const maxFieldOf = ({ lever }: Levered): string =>
  lever === 'minReplicaCount' ? 'maxReplicaCount' : 'maxReplicas';
