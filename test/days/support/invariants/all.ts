/** Every law that a day is checked against. */
import { baselineKept } from './baseline.ts';
import { boundsInOrder } from './bounds.ts';
import { buffersInTime } from './buffers.ts';
import { raisedForCause } from './cause.ts';
import { noDefects } from './complaints.ts';
import { fightsBounded } from './contention.ts';
import { effortBounded } from './effort.ts';
import { eventsSurvive } from './events.ts';
import { handedBack } from './hand-back.ts';
import type { Invariant } from './invariant.ts';
import { lettersKept } from './letters.ts';
import { surgesAnswered } from './liveness.ts';
import { newsTold } from './news.ts';
import { pauseKept } from './pause.ts';
import { scopeKept } from './scope.ts';
import { silentAtLast } from './silence.ts';
import { summariesAgree } from './summary.ts';

export const INVARIANTS: readonly Invariant[] = [
  noDefects,
  baselineKept,
  boundsInOrder,
  handedBack,
  silentAtLast,
  scopeKept,
  raisedForCause,
  effortBounded,
  fightsBounded,
  pauseKept,
  eventsSurvive,
  lettersKept,
  newsTold,
  surgesAnswered,
  summariesAgree,
  buffersInTime,
];
