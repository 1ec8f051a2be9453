/**
 * A series for each raised target: there only while it is raised, and for so many targets at most. Who is on call wants
 * the names; ten thousand of them would be the monitoring's own incident.
 */
import { keyOf } from '../../core/model/target.ts';
import type { TargetReading } from '../../ports/metrics.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Registered } from './registered.ts';

type Raised = TargetReading & { readonly floor: number };

export class RaisedSeries {
  readonly #limit: number;
  readonly #raised = new Map<string, Raised>();

  constructor({ gauge }: Pick<Registered, 'gauge'>, limit: number) {
    this.#limit = limit;
    const perTarget = (spec: Parameters<typeof gauge>[0], value: (of: Raised) => number) =>
      gauge(spec, (series) => {
        series.reset();
        for (const reading of this.#listed()) {
          const { kind, namespace, name } = reading.ref;
          series.set({ kind, namespace, name }, value(reading));
        }
      });
    perTarget(CATALOGUE.floor, ({ floor }) => floor);
    perTarget(CATALOGUE.baseline, ({ baseline }) => baseline);
    perTarget(CATALOGUE.ready, ({ readyReplicas }) => readyReplicas);
    gauge(CATALOGUE.raisedTargets, (total) => total.set(this.#raised.size));
    gauge(CATALOGUE.unlistedTargets, (total) => total.set(Math.max(0, this.#raised.size - this.#limit)));
  }

  note(reading: TargetReading): void {
    const key = keyOf(reading.ref);
    if (reading.floor === undefined) this.#raised.delete(key);
    else this.#raised.set(key, { ...reading, floor: reading.floor });
  }

  /** Somebody else looks after the targets from here on. */
  forget(): void {
    this.#raised.clear();
  }

  #listed(): readonly Raised[] {
    return [...this.#raised.values()].slice(0, this.#limit);
  }
}
