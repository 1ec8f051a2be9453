/**
 * What the owners want, kept on an API server of its own that Forescale never sees: each of their writes goes to both,
 * so it holds what the targets would be without Forescale.
 */
import type { TargetRef } from '../../../src/core/model/target.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { admit } from '../../../src/sim/api/admission.ts';
import { ApiError } from '../../../src/sim/api/errors.ts';
import { mergePatch } from '../../../src/sim/api/merge-patch.ts';
import type { Deployment, HorizontalPodAutoscaler } from '../../../src/sim/api/objects.ts';
import { ApiServer } from '../../../src/sim/api/server.ts';
import { Engine } from '../../../src/sim/engine.ts';
import type { Ledger } from './ledger.ts';

export type Target = HorizontalPodAutoscaler | Deployment;

export interface Wish {
  readonly at: Instant;
  readonly object: Target;
}

export interface WishBookParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly ledger: Ledger;
}

export class WishBook {
  readonly wishes: ApiServer;
  /** In order of time: every state that was ever wanted. */
  readonly history: Wish[] = [];
  readonly #parts: WishBookParts;

  constructor(parts: WishBookParts) {
    this.#parts = parts;
    this.wishes = new ApiServer(new Engine(parts.engine.now));
    const note = ({ object }: { readonly object: Target }) =>
      this.history.push({ at: parts.engine.now, object });
    this.wishes.watch('HorizontalPodAutoscaler', note);
    this.wishes.watch('Deployment', note);
  }

  live = (ref: TargetRef): Target | undefined => find(this.#parts.api, ref);

  wish(ref: TargetRef): Target {
    const found = find(this.wishes, ref);
    if (found === undefined) throw new RangeError(`a wish for ${ref.name}: expected one, got none`);
    return found;
  }

  /** False when it would be refused or would not show: then nothing is written. */
  patch(
    ref: TargetRef,
    manager: string,
    choose: (live: Target, wish: Target) => JsonObject | undefined,
  ): boolean {
    const live = this.live(ref);
    const wish = this.wish(ref);
    const patch = live && choose(live, wish);
    if (live === undefined || patch === undefined) return false;
    if (!isAccepted(live, patch) || !isAccepted(wish, patch)) return false;
    const { api, ledger } = this.#parts;
    const write = () => api.patch(live.kind, ref.namespace, ref.name, patch, { manager });
    if (ledger.as(manager, write) === live) return false;
    this.wishes.patch(live.kind, ref.namespace, ref.name, patch, { manager });
    return true;
  }

  /** `kubectl replace` of a target with the owner's file. */
  put(ref: TargetRef, manager: string): void {
    const { api, ledger } = this.#parts;
    const { namespace, name } = ref;
    const wish = this.wish(ref);
    ledger.as(manager, () =>
      wish.kind === 'Deployment'
        ? api.update('Deployment', namespace, name, manager, (live) => filed(live, wish))
        : api.update('HorizontalPodAutoscaler', namespace, name, manager, (live) => filed(live, wish)),
    );
  }

  /** Makes an HPA that was deleted from the owner's file. */
  make(ref: TargetRef, manager: string): void {
    const { api, ledger } = this.#parts;
    const { kind, apiVersion, spec, metadata } = this.wish(ref);
    const { name, namespace = '', annotations = {} } = metadata;
    const draft = { apiVersion, metadata: { name, namespace, annotations }, spec };
    ledger.as(manager, () => api.create(kind, draft, { manager }));
  }
}

const filed = <T extends Target>(live: T, { spec, metadata: { annotations = {} } }: T): T => ({
  ...live,
  metadata: { ...live.metadata, annotations },
  spec,
});

function find(api: ApiServer, { kind, namespace, name }: TargetRef): Target | undefined {
  if (kind !== 'HorizontalPodAutoscaler' && kind !== 'Deployment')
    throw new RangeError(`expected a target of the embedded cluster, got a ${kind}`);
  return api.find(kind, namespace, name);
}

function isAccepted(object: Target, patch: JsonObject): boolean {
  try {
    admit(mergePatch(object, patch));
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
