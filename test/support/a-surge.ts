/** Surges around one evening: a push at 18:00, raised at 17:56, over at 18:20. */

import type { ArrivalCurve, Surge, SurgeTargetStatus } from '../../src/core/model/surge.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import { asInstant, type Instant, minutes, seconds } from '../../src/core/model/time.ts';
import { AN_HPA, someBounds } from './a-target.ts';

/** 2026-11-22 at the given time of day, UTC. */
export const at = (hour: number, minute = 0, second = 0): Instant =>
  asInstant(Date.UTC(2026, 10, 22, hour, minute, second));

export const aSurge = (over: Partial<Surge> = {}): Surge => ({
  id: 'news/push',
  targets: [{ ref: AN_HPA }],
  start: at(18),
  end: at(18, 20),
  demand: { kind: 'replicas', replicas: 40 },
  ceiling: { kind: 'cap' },
  lead: minutes(4),
  cancelled: false,
  status: {},
  ...over,
});

/** A crowd that is there within ten seconds and decays with a time constant of five minutes. */
export const A_PUSH: ArrivalCurve = {
  kind: 'decay',
  ramp: seconds(10),
  plateau: seconds(0),
  decay: minutes(5),
};

export const aStatus = (over: Partial<SurgeTargetStatus> = {}): SurgeTargetStatus => ({
  phase: 'Warming',
  uid: 'uid-1',
  baseline: someBounds(),
  raisedAt: undefined,
  late: false,
  readySince: undefined,
  warmAt: undefined,
  reasserts: 0,
  conditions: [],
  ...over,
});

export const withStatus = (surge: Surge, status: SurgeTargetStatus, ref: TargetRef = AN_HPA): Surge => ({
  ...surge,
  status: { ...surge.status, [keyOf(ref)]: status },
});
