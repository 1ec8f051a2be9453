/**
 * Our own reading of a buffer, and whether there should be one. `Provisioned` comes from our packing alone:
 * Cluster Autoscaler says `Provisioning` once it has taken a buffer into account, long before there is room.
 */
import type { BufferSnapshot } from '../model/capacity.ts';
import type { ComingRaise } from '../model/coming-raise.ts';
import type { CapacityPhase } from '../model/surge-capacity.ts';
import { between, type Instant, toSeconds } from '../model/time.ts';
import { bufferNameOf } from './buffer-name.ts';
import type { CapacityConfig } from './config.ts';
import type { Packing } from './packing.ts';
import { refusalOf } from './refusal.ts';
import type { CapacitySnapshot } from './snapshot.ts';

export interface Need {
  readonly snapshot: CapacitySnapshot;
  readonly open: readonly ComingRaise[];
  /** The highest floor of the raises whose window is open. */
  readonly need: number;
  /** Pods to come that nobody has asked for yet. */
  readonly chunks: number;
  readonly packing: Packing | undefined;
}

export interface Verdict {
  /** A buffer should stand. */
  readonly buffered: boolean;
  readonly phase: CapacityPhase;
  /** Holds no figure that moves by itself. */
  readonly message: string;
}

export function judge(
  { snapshot, open, need, chunks, packing }: Need,
  config: CapacityConfig,
  now: Instant,
): Verdict {
  const { buffer, target, shared } = snapshot;
  if (open.length === 0)
    return none('Released', 'no floor is about to go up for which nodes were to come first');
  if (chunks === 0) return none('NotNeeded', `${need} replicas are asked for already`);
  if (packing === undefined)
    return none(
      'Unavailable',
      `${target.kind} ${target.name} scales nothing that a CapacityBuffer can name: pods go first`,
    );
  const refused = refusalOf(snapshot, open, chunks);
  switch (buffer.kind) {
    case 'unavailable':
      return none('Unavailable', `no CapacityBuffers here (${buffer.why}): pods go first`);
    case 'foreign':
      return none(
        'Unavailable',
        `CapacityBuffer ${bufferNameOf(target)} is not ours and is left alone: pods go first`,
      );
    case 'none':
      // A buffer that stands is kept though all fits: without it the autoscaler would take the nodes away again.
      return packing.left === 0 && !shared
        ? none('NotNeeded', 'all pods to come fit on the room there is')
        : refused !== undefined
          ? some('Refused', refused)
          : some('Requested', 'waiting for an autoscaler to take the buffer up');
    case 'ours':
      return packing.left > 0 && refused !== undefined
        ? some('Refused', refused)
        : judgeOurs(buffer.buffer, packing, config, now);
  }
}

function judgeOurs(
  buffer: BufferSnapshot,
  packing: Packing,
  { ignoredAfter }: CapacityConfig,
  now: Instant,
): Verdict {
  if (packing.left === 0) return some('Provisioned', 'all pods to come fit on nodes that are Ready');
  const taken = buffer.conditions.some(({ type }) => type !== 'ReadyForProvisioning');
  const refused = buffer.conditions.find(
    ({ type, status }) => type === 'ReadyForProvisioning' && status === 'False',
  );
  if (refused !== undefined)
    return some(
      'Refused',
      `the autoscaler cannot use the buffer (${refused.reason ?? 'it does not say why'}): pods go first`,
    );
  if (taken)
    return some(
      'Requested',
      'an autoscaler has the buffer, but there is no room for all pods to come on nodes that are Ready yet',
    );
  if (between(buffer.createdAt, now) < ignoredAfter)
    return some('Requested', 'waiting for an autoscaler to take the buffer up');
  const after = toSeconds(ignoredAfter);
  return some(
    'Ignored',
    `no autoscaler has taken the buffer up within ${after} s: is the feature switched on? Pods go first`,
  );
}

const none = (phase: CapacityPhase, message: string): Verdict => ({ buffered: false, phase, message });
const some = (phase: CapacityPhase, message: string): Verdict => ({ buffered: true, phase, message });
