/** The people who own the targets, at work. What cannot be done at its time, or would not show, is left out. */
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import { keyOf, type TargetRef } from '../../../src/core/model/target.ts';
import { type Instant, type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { PAUSED_ANNOTATION } from '../../../src/resources/target/annotations.ts';
import { OWNER } from '../../../src/sim/cluster.ts';
import { patchFor, readRecord } from './edits.ts';
import { isRemembered } from './memory.ts';
import type { Act } from './plan.ts';
import { type Target, WishBook, type WishBookParts } from './wish-book.ts';

const GIT_OPS = 'argocd';
const REVERT_EVERY = seconds(5);
/** By then Forescale has surely seen the owner's last write, and put down what it knows. */
const SETTLED = minutes(20);

export class Owner {
  readonly book: WishBook;
  readonly #parts: WishBookParts;
  readonly #lastWrite = new Map<string, Instant>();

  constructor(parts: WishBookParts) {
    this.#parts = parts;
    this.book = new WishBook(parts);
  }

  perform(act: Act): void {
    if (this.#try(act)) this.#lastWrite.set(keyOf(act.target), this.#parts.engine.now);
    else this.#parts.ledger.remark(OWNER, `${act.kind} of ${act.target.name} left out`);
  }

  #try(act: Act): boolean {
    const { target } = act;
    switch (act.kind) {
      case 'editMin':
      case 'editMax':
      case 'editBehavior':
        return this.book.patch(target, OWNER, (live, wish) => patchFor(act, live, wish));
      case 'replace':
        return this.#replace(target);
      case 'stripRecord':
        return this.#strip(target);
      case 'recreate':
        return this.#recreate(target, act.gap);
      case 'revert':
        return this.#revert(target, act.until);
      case 'pause':
        if (act.until !== undefined) this.#parts.engine.at(act.until, () => this.#resume(target));
        return this.#pause(target, 'true');
      case 'sleep':
        return this.#scale(target, 0);
      case 'wake':
        return this.#scale(target, act.replicas);
    }
  }

  #pause(ref: TargetRef, value: 'true' | null): boolean {
    const patch: JsonObject = { metadata: { annotations: { [PAUSED_ANNOTATION]: value } } };
    return this.book.patch(ref, OWNER, () => patch);
  }

  /** An HPA that is being made anew is tried again. */
  #resume(ref: TargetRef): void {
    if (this.book.wish(ref).metadata.annotations?.[PAUSED_ANNOTATION] === undefined) return;
    if (!this.#pause(ref, null)) this.#parts.engine.after(REVERT_EVERY, () => this.#resume(ref));
  }

  #revert(ref: TargetRef, until: Instant): boolean {
    const { engine } = this.#parts;
    engine.every(REVERT_EVERY, engine.now, () => {
      this.book.patch(ref, GIT_OPS, (_live, wish) => minOf(wish));
      return engine.now < until;
    });
    return true;
  }

  #replace(ref: TargetRef): boolean {
    const live = this.book.live(ref);
    if (live === undefined || (readRecord(live) !== undefined && !this.#isRemembered(ref, live)))
      return false;
    this.book.put(ref, OWNER);
    return true;
  }

  #strip(ref: TargetRef): boolean {
    const { api, ledger } = this.#parts;
    const live = this.book.live(ref);
    if (live === undefined || readRecord(live) === undefined || !this.#isRemembered(ref, live)) return false;
    const patch = { metadata: { annotations: { [RECORD_ANNOTATION]: null } } };
    ledger.as(OWNER, () => api.patch(live.kind, ref.namespace, ref.name, patch, { manager: OWNER }));
    return true;
  }

  /** The memory of a workload at zero would go with its HPA. */
  #recreate(ref: TargetRef, gap: Millis): boolean {
    const { api, engine, ledger } = this.#parts;
    const live = this.book.live(ref);
    if (live === undefined || live.kind === 'Deployment' || this.#sleeps(ref)) return false;
    ledger.as(OWNER, () => api.delete(live.kind, ref.namespace, ref.name));
    engine.after(gap, () => this.book.make(ref, OWNER));
    return true;
  }

  /** Up from zero only where Forescale has no hand in it: it could not know who woke the workload. */
  #scale(ref: TargetRef, replicas: number): boolean {
    const { api, ledger } = this.#parts;
    const live = this.book.live(ref);
    const workload = api.get('Deployment', ref.namespace, ref.name);
    if (live?.kind !== 'HorizontalPodAutoscaler' || (workload.spec.replicas === 0) === (replicas === 0))
      return false;
    if (replicas > 0 && readRecord(live) !== undefined) return false;
    const options = { manager: OWNER };
    ledger.as(OWNER, () => api.scale('Deployment', ref.namespace, ref.name, replicas, options));
    this.book.wishes.scale('Deployment', ref.namespace, ref.name, replicas, options);
    return true;
  }

  readonly #sleeps = ({ namespace, name }: TargetRef): boolean =>
    this.book.wishes.get('Deployment', namespace, name).spec.replicas === 0;

  #isRemembered(ref: TargetRef, live: Target): boolean {
    const { api, engine } = this.#parts;
    const last = this.#lastWrite.get(keyOf(ref));
    if (last !== undefined && engine.now < plus(last, SETTLED)) return false;
    return isRemembered(api, keyOf(ref), live);
  }
}

const minOf = (wish: Target): JsonObject => ({
  spec:
    wish.kind === 'Deployment'
      ? { replicas: wish.spec.replicas }
      : { minReplicas: wish.spec.minReplicas ?? 1 },
});
