/** Reasons: what is new about the nodes of a target, in the words of the person on call. */
import type { Reason, ReasonCode } from '../model/plan.ts';
import type { CapacityPhase, SurgeTargetCapacity } from '../model/surge-capacity.ts';
import { keyOf } from '../model/target.ts';
import type { CapacitySnapshot } from './snapshot.ts';
import type { CapacityStatusAction } from './status.ts';

const CODES: Readonly<Record<CapacityPhase, ReasonCode>> = {
  Requested: 'NodesAsked',
  Provisioned: 'NodesProvisioned',
  NotNeeded: 'NodesNotNeeded',
  Ignored: 'NodesIgnored',
  Refused: 'NodesRefused',
  Unavailable: 'NodesUnavailable',
  Released: 'NodesReleased',
};

/** One for each surge that enters a phase or asks for another number of pods. */
export function explainCapacity(
  { target, surges }: Pick<CapacitySnapshot, 'target' | 'surges'>,
  statuses: readonly CapacityStatusAction[],
): readonly Reason[] {
  return statuses.flatMap(({ surge, capacity }): readonly Reason[] => {
    const before = surges.find(({ id }) => id === surge)?.capacity?.[keyOf(target)];
    if (before?.phase === capacity.phase && before.chunks === capacity.chunks) return [];
    return [{ code: CODES[capacity.phase], detail: `${surge}: ${detailOf(capacity)}` }];
  });
}

function detailOf({ phase, chunks, nodes, message }: SurgeTargetCapacity): string {
  if (phase !== 'Requested') return message;
  const size = nodes === undefined ? 'nodes whose shape is not known yet' : `${nodes} new nodes`;
  return `room for ${chunks} pods to come is asked for, by our packing ${size}: ${message}`;
}
