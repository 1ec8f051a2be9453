import { describe, expect, test } from 'vitest';
import { tendEventSurges } from '../../src/controllers/event-tending.ts';
import { minutes } from '../../src/core/model/time.ts';
import type { EventSurge, EventSurgeDraft } from '../../src/core/prescale/event-surge.ts';
import { Conflict, Unavailable } from '../../src/ports/faults.ts';
import { aSurge, at } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';
import { storedAs } from '../support/an-event-surge.ts';
import { silentLog } from '../support/silent-log.ts';

const RETENTION = minutes(60);

const held = (name: string): EventSurge =>
  storedAs({
    id: `news/${name}`,
    origin: 'alarm',
    at: at(18),
    stored: {
      cancelled: false,
      eventId: name,
      version: at(18),
      surge: aSurge({
        id: `news/${name}`,
        start: at(18),
        end: at(18, 15),
        targets: [{ ref: { ...AN_HPA, name } }],
      }),
    },
    hold: { hold: minutes(15), until: at(20) },
  });

function aStore(all: readonly EventSurge[], faults: ReadonlyMap<string, Error> = new Map()) {
  const kept = new Map(all.map((one) => [one.id, one]));
  const refuse = (id: string): void => {
    const fault = faults.get(id);
    if (fault !== undefined) throw fault;
  };
  return {
    kept,
    read: async (id: string) => kept.get(id),
    list: async () => [...kept.values()],
    create: () => Promise.reject(new Error('nothing is made here')),
    replace: async (draft: EventSurgeDraft, version: string) => {
      refuse(draft.id);
      expect(version).toBe(kept.get(draft.id)?.resourceVersion);
      kept.set(draft.id, storedAs(draft, kept.get(draft.id)));
    },
    remove: async (id: string) => {
      refuse(id);
      kept.delete(id);
    },
  };
}

const namesOf = (refs: readonly { readonly name: string }[]) => refs.map(({ name }) => name);

describe('the tick', () => {
  test('extends alarms that last, and tells their targets', async () => {
    const store = aStore([held('a'), { ...held('b'), hold: undefined }]);
    const touched = await tendEventSurges({ store, retention: RETENTION, log: silentLog }, at(18, 10));
    expect(namesOf(touched)).toEqual(['a']);
    expect(store.kept.get('news/a')?.surge?.end).toBe(at(18, 25));
    expect(store.kept.get('news/b')?.surge?.end).toBe(at(18, 15));
  });

  test('deletes what is past its retention', async () => {
    const store = aStore([{ ...held('a'), hold: undefined }, held('b')]);
    await tendEventSurges({ store, retention: RETENTION, log: silentLog }, at(19, 15));
    expect([...store.kept.keys()]).toEqual([]);
  });

  test('extends holds before it deletes anything, which may take longer than they last', async () => {
    const past = Array.from({ length: 9 }, (_, index) => ({
      ...storedAs({ ...held(`past-${index}`), at: at(16), hold: undefined }),
      surge: aSurge({ start: at(16), end: at(16, 30) }),
    }));
    const store = aStore([...past, held('a')]);
    const deletedBefore: number[] = [];
    const replace: typeof store.replace = async (draft, version) => {
      deletedBefore.push(past.length + 1 - store.kept.size);
      await store.replace(draft, version);
    };
    const tended = { store: { ...store, replace }, retention: RETENTION, log: silentLog };
    await tendEventSurges(tended, at(18, 10));
    expect(deletedBefore).toEqual([0]);
    expect([...store.kept.keys()]).toEqual(['news/a']);
  });

  test('extends one that somebody else has written meanwhile', async () => {
    const store = aStore([held('a')]);
    let raced = false;
    const replace = async (draft: EventSurgeDraft, version: string): Promise<void> => {
      if (raced) return store.replace(draft, version);
      raced = true;
      throw new Conflict('newer');
    };
    const touched = await tendEventSurges(
      { store: { ...store, replace }, retention: RETENTION, log: silentLog },
      at(18, 10),
    );
    expect(namesOf(touched)).toEqual(['a']);
    expect(store.kept.get('news/a')?.surge?.end).toBe(at(18, 25));
  });

  test('leaves what it cannot write to the next, and goes on', async () => {
    const faults = new Map<string, Error>([
      ['news/a', new Conflict('newer')],
      ['news/b', new Unavailable('503')],
    ]);
    const store = aStore([held('a'), held('b'), held('c')], faults);
    const touched = await tendEventSurges({ store, retention: RETENTION, log: silentLog }, at(18, 10));
    expect(namesOf(touched)).toEqual(['c']);
    expect(store.kept.get('news/a')?.surge?.end).toBe(at(18, 15));
  });

  test('writes nothing where there is nothing to do', async () => {
    const before = [held('a'), held('b')];
    const store = aStore(before);
    expect(await tendEventSurges({ store, retention: RETENTION, log: silentLog }, at(18, 5))).toEqual([]);
    expect([...store.kept.values()]).toEqual(before);
  });
});
