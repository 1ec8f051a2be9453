import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { keyOf, type TargetRef } from '../../../src/core/model/target.ts';
import { splitId, surgeManifest, surgeSpec } from '../../../src/resources/surge/codec.ts';
import { SurgeClient } from '../../../src/sim/client/surge-client.ts';
import { aConnection, follow } from '../../support/a-connection.ts';
import { aStatus, aSurge } from '../../support/a-surge.ts';
import { A_DEPLOYMENT, AN_HPA } from '../../support/a-target.ts';
import { BY_OWNER } from '../../support/an-api.ts';

function aStore() {
  const parts = aConnection();
  const { api, engine, connection } = parts;
  const put = (surge: Surge): void => {
    const [namespace, name] = splitId(surge.id);
    if (api.find('Surge', namespace, name) === undefined) api.create('Surge', surgeManifest(surge), BY_OWNER);
    else api.patch('Surge', namespace, name, { spec: surgeSpec(surge) }, BY_OWNER);
  };
  const take = (id: string): void => api.delete('Surge', ...splitId(id));
  /** What a call brings, a latency later. */
  const answer = async <T>(call: Promise<T>): Promise<unknown> => {
    const outcome = follow(call);
    await engine.runUntil((engine.now + 100) as typeof engine.now);
    return outcome.value;
  };
  return { ...parts, client: new SurgeClient(connection), put, take, answer };
}

const on = (id: string, ...refs: readonly TargetRef[]): Surge =>
  aSurge({ id, targets: refs.map((ref) => ({ ref })) });
const idsOf = (surges: unknown): readonly string[] =>
  (surges as readonly Surge[]).map(({ id }) => id).toSorted();

describe('the index', () => {
  test('knows surges that were there before it', async () => {
    const { connection, put, answer } = aStore();
    put(on('news/a', AN_HPA));
    expect(await answer(new SurgeClient(connection).listFor(AN_HPA))).toEqual([
      { ...on('news/a', AN_HPA), uid: expect.any(String), createdAt: expect.any(Number) },
    ]);
  });

  test('lists every surge, and by target those that name it', async () => {
    const { client, put, answer } = aStore();
    put(on('news/a', AN_HPA));
    put(on('news/b', AN_HPA, A_DEPLOYMENT));
    put({ ...on('news/c', A_DEPLOYMENT), cancelled: true });
    expect(idsOf(await answer(client.list()))).toEqual(['news/a', 'news/b', 'news/c']);
    expect(idsOf(await answer(client.listFor(AN_HPA)))).toEqual(['news/a', 'news/b']);
    expect(idsOf(await answer(client.listFor(A_DEPLOYMENT)))).toEqual(['news/b', 'news/c']);
    expect(await answer(client.listFor({ ...AN_HPA, name: 'other' }))).toEqual([]);
  });

  test('follows a surge to other targets', async () => {
    const { client, put, answer } = aStore();
    put(on('news/a', AN_HPA));
    put(on('news/a', A_DEPLOYMENT));
    expect(await answer(client.listFor(AN_HPA))).toEqual([]);
    expect(idsOf(await answer(client.listFor(A_DEPLOYMENT)))).toEqual(['news/a']);
  });

  test('has what was changed, its status too, and forgets what was deleted', async () => {
    const { client, put, take, answer } = aStore();
    put(on('news/a', AN_HPA));
    put({ ...on('news/a', AN_HPA), cancelled: true });
    await answer(client.patchStatus('news/a', AN_HPA, aStatus()));
    expect(await answer(client.listFor(AN_HPA))).toEqual([
      {
        ...on('news/a', AN_HPA),
        uid: expect.any(String),
        createdAt: expect.any(Number),
        cancelled: true,
        status: { [keyOf(AN_HPA)]: aStatus() },
      },
    ]);
    take('news/a');
    expect(await answer(client.list())).toEqual([]);
    expect(await answer(client.listFor(AN_HPA))).toEqual([]);
  });

  test('has after any history what a new one would find', async () => {
    const step = fc.record({
      id: fc.constantFrom('news/a', 'news/b', 'news/c'),
      refs: fc.uniqueArray(fc.constantFrom(AN_HPA, A_DEPLOYMENT), { selector: keyOf, minLength: 1 }),
      gone: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { api, connection, client, put, take, answer } = aStore();
        for (const { id, refs, gone } of steps) {
          if (!gone) put(on(id, ...refs));
          else if (api.find('Surge', ...splitId(id)) !== undefined) take(id);
        }
        const fresh = new SurgeClient(connection);
        for (const ref of [AN_HPA, A_DEPLOYMENT])
          expect(idsOf(await answer(client.listFor(ref)))).toEqual(idsOf(await answer(fresh.listFor(ref))));
        expect(idsOf(await answer(client.list()))).toEqual(idsOf(await answer(fresh.list())));
      }),
      { numRuns: 50 },
    );
  });
});

describe('patchStatus', () => {
  test('writes one target and leaves the others alone', async () => {
    const { connection, client, put, answer } = aStore();
    put(on('news/a', AN_HPA, A_DEPLOYMENT));
    await answer(client.patchStatus('news/a', AN_HPA, aStatus({ uid: 'one' })));
    await answer(client.patchStatus('news/a', A_DEPLOYMENT, aStatus({ uid: 'two' })));
    await answer(client.patchStatus('news/a', AN_HPA, aStatus({ uid: 'three' })));
    expect(await answer(client.list())).toMatchObject([
      { status: { [keyOf(AN_HPA)]: { uid: 'three' }, [keyOf(A_DEPLOYMENT)]: { uid: 'two' } } },
    ]);
    expect(connection.writes).toBe(3);
  });

  test('is not said of another that has come under the name', async () => {
    const { client, put, take, answer, runToMillis } = aStore();
    put(on('news/a', AN_HPA));
    const [{ uid } = aSurge()] = (await answer(client.list())) as readonly Surge[];
    take('news/a');
    put(on('news/a', AN_HPA));
    const outcome = follow(client.patchStatus('news/a', AN_HPA, aStatus(), uid));
    await runToMillis(1_000);
    expect(outcome).toMatchObject({ error: { name: 'Conflict' } });
    expect(await answer(client.list())).toMatchObject([{ status: {} }]);
  });

  test('of a surge that is gone', async () => {
    const { client, runToMillis } = aStore();
    const outcome = follow(client.patchStatus('news/gone', AN_HPA, aStatus()));
    await runToMillis(100);
    expect(outcome).toMatchObject({ error: { name: 'NotFound' } });
  });
});
