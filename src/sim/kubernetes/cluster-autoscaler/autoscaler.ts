/**
 * Cluster Autoscaler on one node group. Each scan:
 * 1. gives up nodes that never became Ready;
 * 2. asks for nodes for the pending pods that fit neither on the nodes there are nor on those that are coming;
 * 3. unless it asked, notes which nodes are unneeded and removes those that have been for long enough.
 * A scan before which nothing changed only looks at its timers. Build it after NodeLedger and NodeGroup.
 */
import { asMillis, type Instant, plus } from '../../../core/model/time.ts';
import type { Random } from '../../random.ts';
import type { NodeAccount } from '../node-ledger.ts';
import { differenceOf } from '../resources.ts';
import type { Bin, BinState } from './bins.ts';
import { ScaleDown, type ScaleDownParts } from './scale-down.ts';
import { ScaleUp, type ScaleUpOutcome } from './scale-up.ts';

export interface ClusterAutoscalerParts extends ScaleDownParts {
  readonly random: Random;
}

export class ClusterAutoscaler {
  readonly #parts: ClusterAutoscalerParts;
  readonly #up: ScaleUp;
  readonly #down: ScaleDown;
  /** Something that a decision rests on has changed since it was made. */
  #changed = true;
  #outcome: ScaleUpOutcome = 'fits';

  constructor(parts: ClusterAutoscalerParts) {
    this.#parts = parts;
    this.#up = new ScaleUp(parts);
    this.#down = new ScaleDown(parts);
    const note = (): void => {
      this.#changed = true;
    };
    for (const kind of ['Pod', 'Node', 'PodDisruptionBudget', 'CapacityBuffer'] as const)
      parts.api.watch(kind, note);
    const { engine, random, spec } = parts;
    const phase = asMillis(random.fork('cluster-autoscaler').between(0, spec.scanPeriod));
    engine.every(spec.scanPeriod, plus(engine.now, phase), () => this.#scan());
  }

  #scan(): void {
    const { now } = this.#parts.engine;
    this.#up.settle(now);
    if (this.#mustLook(now)) this.#look(now);
    switch (this.#outcome) {
      case 'asked':
      case 'failed':
      case 'tooNew':
        return;
      case 'fits':
      case 'noOption':
      case 'backingOff':
        this.#down.removeRipe(now, this.#up.askedAt);
    }
  }

  #mustLook(now: Instant): boolean {
    const mayChangeByItself = this.#outcome !== 'fits' && this.#outcome !== 'noOption';
    return this.#changed || mayChangeByItself || this.#down.hasRecheckDue(now);
  }

  #look(now: Instant): void {
    this.#changed = false;
    const bins = this.#bins();
    this.#outcome = this.#up.attempt(bins, now);
    if (this.#outcome !== 'asked' && this.#outcome !== 'failed') this.#down.review(bins, now);
  }

  /** Nodes there are, then nodes that are coming; none that is being removed. */
  #bins(): Bin[] {
    const bins: Bin[] = [];
    const upcoming: Bin[] = [];
    for (const account of this.#parts.nodes.all()) {
      const state = this.#stateOf(account);
      if (state === undefined || this.#down.isRemoving(account.name)) continue;
      (state === 'upcoming' ? upcoming : bins).push(binOf(account, state));
    }
    return [...bins, ...upcoming];
  }

  #stateOf({ name, ready, open }: NodeAccount): BinState | undefined {
    if (ready) return open ? 'open' : 'closed';
    return this.#parts.group.has(name) ? 'upcoming' : undefined;
  }
}

const binOf = ({ name, allocatable, requested }: NodeAccount, state: BinState): Bin => ({
  name,
  state,
  allocatable,
  room: differenceOf(allocatable, requested),
  guests: [],
});
