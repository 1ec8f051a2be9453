/** The queue against a model that keeps plain lists and searches them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Workqueue } from '../../src/controllers/workqueue.ts';
import { asInstant, type Instant, minutes, plus, seconds } from '../../src/core/model/time.ts';

interface Model {
  now: Instant;
  waiting: string[];
  running: string[];
  again: string[];
  wakeUps: { readonly key: string; readonly at: Instant }[];
}

type Step = fc.Command<Model, Workqueue>;

function enqueue(model: Model, key: string): void {
  const list = model.running.includes(key) ? model.again : model.waiting;
  if (!list.includes(key)) list.push(key);
}

class Add implements Step {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
  check = () => true;
  run(model: Model, queue: Workqueue): void {
    enqueue(model, this.key);
    queue.add(this.key);
  }
  toString = () => `add ${this.key}`;
}

class AddAt implements Step {
  readonly key: string;
  readonly distance: number;
  constructor(key: string, distance: number) {
    this.key = key;
    this.distance = distance;
  }
  check = () => true;
  run(model: Model, queue: Workqueue): void {
    const { key } = this;
    const at = plus(model.now, seconds(this.distance));
    queue.addAt(key, at);
    if (model.waiting.includes(key) || model.again.includes(key)) return;
    if (model.wakeUps.some((known) => known.key === key && known.at <= at)) return;
    model.wakeUps = [...model.wakeUps.filter((known) => known.key !== key), { key, at }];
  }
  toString = () => `add ${this.key} in ${this.distance} s`;
}

class Take implements Step {
  readonly later: number;
  constructor(later: number) {
    this.later = later;
  }
  check = () => true;
  run(model: Model, queue: Workqueue): void {
    model.now = plus(model.now, seconds(this.later));
    const due = model.wakeUps.filter(({ at }) => at <= model.now).toSorted((a, b) => a.at - b.at);
    for (const { key } of due) enqueue(model, key);
    const want = model.waiting.shift();
    model.wakeUps = model.wakeUps.filter(({ at, key }) => at > model.now && key !== want);
    if (want !== undefined) {
      expect(model.running).not.toContain(want);
      model.running.push(want);
    }
    expect(queue.take(model.now)).toBe(want);
    const instants = model.wakeUps.map(({ at }) => at);
    expect(queue.nextDue()).toBe(instants.length === 0 ? undefined : Math.min(...instants));
  }
  toString = () => `take ${this.later} s later`;
}

class Done implements Step {
  readonly which: number;
  constructor(which: number) {
    this.which = which;
  }
  check = (model: Readonly<Model>) => model.running.length > 0;
  run(model: Model, queue: Workqueue): void {
    const key = model.running[this.which % model.running.length] ?? '';
    model.running = model.running.filter((one) => one !== key);
    if (model.again.includes(key)) model.waiting.push(key);
    model.again = model.again.filter((one) => one !== key);
    queue.done(key);
  }
  toString = () => `done ${this.which}`;
}

describe('Workqueue', () => {
  test('does what the model does', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const steps = [
      key.map((name) => new Add(name)),
      fc.tuple(key, fc.integer({ min: -5, max: 60 })).map(([name, distance]) => new AddAt(name, distance)),
      fc.integer({ min: 0, max: 20 }).map((later) => new Take(later)),
      fc.nat(10).map((which) => new Done(which)),
    ];
    fc.assert(
      fc.property(fc.commands<Model, Workqueue>(steps, { size: '+1' }), (commands) => {
        const start = plus(asInstant(0), minutes(1));
        const model = { now: start, waiting: [], running: [], again: [], wakeUps: [] };
        fc.modelRun(() => ({ model, real: new Workqueue() }), commands);
      }),
      { numRuns: 500 },
    );
  });
});
