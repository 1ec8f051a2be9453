/** What a pass did and why, as events on the target and on the surges that it spoke of. */
import type { Plan, ReasonCode } from '../core/model/plan.ts';
import { keyOf } from '../core/model/target.ts';
import type { EventRecorder } from '../ports/events.ts';

type EventType = 'Normal' | 'Warning';

/** A warning asks for a person. */
const TYPES: Readonly<Record<ReasonCode, EventType>> = {
  BaselineChanged: 'Normal',
  BaselineRecovered: 'Normal',
  Capped: 'Warning',
  Contended: 'Warning',
  CurveFollowed: 'Normal',
  FloorRaised: 'Normal',
  HandedBack: 'Normal',
  LoadStillHigh: 'Normal',
  MaxRaised: 'Normal',
  NodesAsked: 'Normal',
  NodesIgnored: 'Warning',
  NodesNotNeeded: 'Normal',
  NodesProvisioned: 'Normal',
  NodesRefused: 'Warning',
  NodesReleased: 'Normal',
  NodesUnavailable: 'Warning',
  Paused: 'Normal',
  Pinned: 'Normal',
  ProfileMissing: 'Warning',
  Reasserted: 'Warning',
  RecordTorn: 'Warning',
  Returning: 'Normal',
  SeamBridged: 'Normal',
  StartedLate: 'Warning',
  WokenFromZero: 'Normal',
};

type Announced = Pick<Plan, 'target' | 'reasons'> & {
  readonly actions: readonly { readonly kind: string; readonly surge?: string }[];
};

/** A plan that does nothing has nothing to say. */
export function announce({ target, actions, reasons }: Announced, events: EventRecorder): void {
  if (actions.length === 0) return;
  const surges = new Set(actions.flatMap(({ surge }) => surge ?? []));
  for (const { code: reason, detail: message } of reasons) {
    const type = TYPES[reason];
    events.record({ kind: 'target', ref: target }, { type, reason, message });
    for (const surge of surges)
      events.record({ kind: 'surge', surge }, { type, reason, message: `${keyOf(target)}: ${message}` });
  }
}
