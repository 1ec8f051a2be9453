/** Many targets and their surges, in memory behind the controller's ports, with every look-up counted. */
import type { Surge, SurgeTargetStatus } from '../../src/core/model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../../src/core/model/target.ts';
import { minutes } from '../../src/core/model/time.ts';
import { Conflict } from '../../src/ports/faults.ts';
import type { SurgeReader, SurgeStatusWriter } from '../../src/ports/surges.ts';
import type { ScaleChange, TargetPatch, TargetReader, TargetWriter } from '../../src/ports/targets.ts';
import { A_PUSH, aSurge, at } from '../support/a-surge.ts';
import { aTarget } from '../support/a-target.ts';
import { applyAction, followed } from '../support/a-world.ts';

export interface FleetSize {
  readonly targets: number;
  readonly surges: number;
  /** Each names so many. */
  readonly targetsPerSurge: number;
}

/**
 * `indexed`: from target to surges, as a controller keeps it. `scanned`: every target looks through all surges.
 * `copied`: indexed, and every reader gets a copy of its own, as clients that decode each answer anew give it.
 */
export type Access = 'indexed' | 'scanned' | 'copied';

/** A quarter of an hour into the lead of surges that come at 18:00. */
export const LOOKED_AT = at(17, 45);
const LEAD = minutes(30);

export class Fleet implements TargetReader, TargetWriter, SurgeReader, SurgeStatusWriter {
  readonly #targets = new Map<string, TargetSnapshot>();
  readonly #surges = new Map<string, Surge>();
  readonly #surgesOf = new Map<string, readonly string[]>();
  readonly #statuses = new Map<string, Readonly<Record<string, SurgeTargetStatus>>>();
  readonly counts = { reads: 0, lists: 0, surgesLookedAt: 0, refsLookedAt: 0, writes: 0 };

  access: Access;

  constructor({ targets, surges, targetsPerSurge }: FleetSize, access: Access = 'indexed') {
    this.access = access;
    for (let index = 0; index < targets; index += 1) {
      const ref = refOf(index);
      this.#targets.set(keyOf(ref), aTarget({ ref, uid: `uid-${index}` }));
    }
    for (let index = 0; index < surges; index += 1)
      this.#enter(surgeOn(index, this.#watched(namedBy(index, targetsPerSurge, targets))));
  }

  read(ref: TargetRef): Promise<TargetSnapshot | undefined> {
    this.counts.reads += 1;
    return this.#give(this.#targets.get(keyOf(ref)));
  }

  listRecorded(): Promise<readonly TargetRef[]> {
    this.counts.lists += 1;
    const recorded = [...this.#targets.values()].filter(({ record }) => record.kind !== 'none');
    return Promise.resolve(recorded.map(({ ref }) => ref));
  }

  list(): Promise<readonly Surge[]> {
    this.counts.lists += 1;
    return Promise.resolve([...this.#surges.values()]);
  }

  listFor(ref: TargetRef): Promise<readonly Surge[]> {
    const key = keyOf(ref);
    const found = this.access === 'scanned' ? this.#scan(key) : this.#lookUp(key);
    return this.#give(found.map((surge) => this.#withStatus(surge, key)));
  }

  patch(ref: TargetRef, patch: TargetPatch): Promise<void> {
    return this.#write(ref, { kind: 'PatchTarget', target: ref, ...patch });
  }

  scale(ref: TargetRef, { from, replicas }: ScaleChange): Promise<void> {
    return this.#write(ref, { kind: 'ScaleTarget', target: ref, from, replicas });
  }

  patchStatus(id: string, target: TargetRef, status: SurgeTargetStatus): Promise<void> {
    this.counts.writes += 1;
    this.#statuses.set(statusKey(id, keyOf(target)), { [keyOf(target)]: status });
    return Promise.resolve();
  }

  /** The pods asked for are there and Ready. */
  catchUp(): void {
    for (const [key, target] of this.#targets)
      this.#targets.set(key, followed({ target, surges: [] }).target);
  }

  #enter(surge: Surge): void {
    this.#surges.set(surge.id, surge);
    for (const { ref } of surge.targets)
      this.#surgesOf.set(keyOf(ref), [...(this.#surgesOf.get(keyOf(ref)) ?? []), surge.id]);
  }

  /** What others were told of the surge is their cost, not that of the target. */
  #withStatus(surge: Surge, key: string): Surge {
    const status = this.#statuses.get(statusKey(surge.id, key));
    return status === undefined ? surge : { ...surge, status };
  }

  /** References that count how often anybody looks at them. */
  #watched(named: readonly number[]): Surge['targets'] {
    const { counts } = this;
    return named.map(refOf).map((ref) => ({
      get ref() {
        counts.refsLookedAt += 1;
        return ref;
      },
    }));
  }

  #lookUp(key: string): readonly Surge[] {
    const ids = this.#surgesOf.get(key) ?? [];
    this.counts.surgesLookedAt += ids.length;
    return ids.flatMap((id) => this.#surges.get(id) ?? []);
  }

  #scan(key: string): readonly Surge[] {
    this.counts.surgesLookedAt += this.#surges.size;
    return [...this.#surges.values()].filter(({ targets }) => targets.some(({ ref }) => keyOf(ref) === key));
  }

  #write(ref: TargetRef, action: Parameters<typeof applyAction>[1]): Promise<void> {
    this.counts.writes += 1;
    const key = keyOf(ref);
    const target = this.#targets.get(key);
    const after = target === undefined ? undefined : applyAction({ target, surges: [] }, action);
    if (after === undefined) return Promise.reject(new Conflict(`${key} is newer`));
    this.#targets.set(key, after.target);
    return Promise.resolve();
  }

  #give<T>(found: T): Promise<T> {
    return Promise.resolve(this.access === 'copied' ? structuredClone(found) : found);
  }
}

const refOf = (index: number): TargetRef => ({
  kind: 'HorizontalPodAutoscaler',
  namespace: `team-${index % 50}`,
  name: `app-${index}`,
});

const statusKey = (surge: string, target: string): string => `${surge} ${target}`;

const namedBy = (surge: number, count: number, targets: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => (surge * count + index) % targets);

const surgeOn = (index: number, targets: Surge['targets']): Surge =>
  aSurge({
    id: `team-${index % 50}/push-${index}`,
    targets,
    demand: { kind: 'multiplier', multiplier: 4, curve: A_PUSH },
    lead: LEAD,
  });
