import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../src/adapters/kubernetes/object-cache.ts';
import type { WireObject } from '../../../src/adapters/kubernetes/wire-object.ts';
import { aReflector, START, untilEqual } from '../../support/a-reflector.ts';
import { HurriedClock } from '../../support/hurried-clock.ts';
import type { AnswerFault, ScriptedCollection, StreamFault } from '../../support/scripted-collection.ts';

type Step =
  | { readonly kind: 'put' | 'delete' | 'again'; readonly name: string }
  | { readonly kind: 'list' | 'watch'; readonly fault: AnswerFault }
  | { readonly kind: 'break'; readonly fault: StreamFault }
  | { readonly kind: 'compact' | 'bookmark' }
  | { readonly kind: 'turns'; readonly count: number };

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
// One that hangs is ended by a time-out: the virtual clock of other tests does that.
const answerFault = fc.constantFrom<AnswerFault>('500', '429', '403', '410', 'reset', 'torn');
const streamFault = fc.constantFrom<StreamFault>('close', 'reset', 'torn', 'error410', 'error500', 'garbage');

const arbStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('put' as const, 'delete', 'again'), name }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('break' as const), fault: streamFault }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('list' as const, 'watch'), fault: answerFault }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('compact' as const, 'bookmark') }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 40 }) }),
  },
);

async function play(collection: ScriptedCollection, step: Step): Promise<void> {
  switch (step.kind) {
    case 'again':
      collection.delete(step.name);
      return collection.put(step.name);
    case 'put':
    case 'delete':
      return collection[step.kind](step.name);
    case 'list':
      return void collection.listFaults.push(step.fault);
    case 'watch':
      return void collection.watchFaults.push(step.fault);
    case 'break':
      return collection.break(step.fault);
    case 'compact':
    case 'bookmark':
      return collection[step.kind]();
    case 'turns':
      for (let turn = 0; turn < step.count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What somebody knows who only listens; complains of a change that does not follow from the ones before. */
class Listener {
  readonly known = new Map<string, WireObject>();
  readonly complaints: string[] = [];

  hear(change: Change<WireObject>): void {
    const { type, key, object, previous } = change;
    if (this.known.get(key) !== previous) this.complaints.push(`${type} ${key} with a previous never told`);
    if (type === 'MODIFIED' && object.metadata.uid !== previous.metadata.uid)
      this.complaints.push(`${key} became another object without being deleted`);
    if (type === 'DELETED') this.known.delete(key);
    else this.known.set(key, object);
  }
}

test('whatever happens: when the server is quiet, cache and listeners know what it has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbStep, { maxLength: 60, size: 'max' }), async (steps) => {
      const { collection, reflector, end } = await aReflector({ clock: new HurriedClock(START) });
      const listener = new Listener();
      reflector.subscribe((change) => listener.hear(change));
      for (const step of steps) await play(collection, step);
      await untilEqual(reflector, collection);
      expect(listener.complaints).toEqual([]);
      expect(Object.fromEntries(listener.known)).toEqual(
        Object.fromEntries([...reflector.values()].map((object) => [`shop/${object.metadata.name}`, object])),
      );
      await end();
    }),
    { numRuns: 150 },
  );
});
