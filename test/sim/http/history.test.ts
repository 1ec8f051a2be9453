import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '../../../src/sim/http/history.ts';
import { anApi, BY_OWNER } from '../../support/an-api.ts';

const NAMES = ['a', 'b', 'c'] as const;
type Step = { readonly name: (typeof NAMES)[number]; readonly does: 'write' | 'delete' };
const arbSteps = fc.array(
  fc.record<Step>({ name: fc.constantFrom(...NAMES), does: fc.constantFrom('write', 'write', 'delete') }),
  { maxLength: 30 },
);

function aHistory(window = 1_000) {
  const { api } = anApi();
  const history = new History(api, window);
  const take = ({ name, does }: Step): void => {
    const there = api.find('ConfigMap', 'news', name);
    if (does === 'delete') {
      if (there !== undefined) api.delete('ConfigMap', 'news', name);
      return;
    }
    const labels = { at: String(api.version) };
    if (there === undefined)
      api.create('ConfigMap', { apiVersion: 'v1', metadata: { namespace: 'news', name, labels } }, BY_OWNER);
    else
      api.update('ConfigMap', 'news', name, 'owner', (one) => ({
        ...one,
        metadata: { ...one.metadata, labels },
      }));
  };
  const present = () => byName([...api.list('ConfigMap')]);
  return { api, history, take, present };
}

const byName = (objects: readonly { readonly metadata: { readonly name: string } }[]) =>
  new Map(objects.map((object) => [object.metadata.name, object]));

describe('the past', () => {
  test('is what a list showed then, also of what has gone or was made anew since', () => {
    fc.assert(
      fc.property(arbSteps, (steps) => {
        const { api, history, take, present } = aHistory();
        const shown = new Map([[api.version, present()]]);
        for (const step of steps) {
          take(step);
          shown.set(api.version, present());
        }
        for (const [version, then] of shown) expect(byName(history.at('ConfigMap', version))).toEqual(then);
      }),
    );
  });

  test('and what came since lead to the present, in order', () => {
    fc.assert(
      fc.property(arbSteps, fc.nat({ max: 30 }), (steps, cut) => {
        const { api, history, take, present } = aHistory();
        for (const step of steps.slice(0, cut)) take(step);
        const [version, then] = [api.version, present()];
        for (const step of steps.slice(cut)) take(step);
        const changes = history.since('ConfigMap', version);
        for (const { type, object } of changes)
          if (type === 'DELETED') then.delete(object.metadata.name);
          else then.set(object.metadata.name, object);
        expect(then).toEqual(present());
        const versions = changes.map((change) => change.version);
        expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('the window', () => {
  const write: Step = { name: 'a', does: 'write' };

  test('holds at least as many changes as it is wide, and what fell out of it is expired', () => {
    const { api, history, take } = aHistory(5);
    for (let count = 0; count < 40; count += 1) {
      take(write);
      const back = Math.min(5, count + 1);
      expect(history.since('ConfigMap', api.version - back)).toHaveLength(back);
    }
    const gone = { code: 410, reason: 'Expired' };
    expect(() => history.since('ConfigMap', 0)).toThrow(expect.objectContaining(gone));
    expect(() => history.at('ConfigMap', 0)).toThrow(expect.objectContaining(gone));
  });

  test('is empty after a compaction: from the present on all is well', () => {
    const { api, history, take, present } = aHistory();
    for (let count = 0; count < 3; count += 1) take(write);
    const before = api.version - 1;
    history.compact();
    expect(() => history.since('ConfigMap', before)).toThrow(
      `too old resource version: ${before} (${api.version})`,
    );
    expect(history.since('ConfigMap', api.version)).toEqual([]);
    expect(byName(history.at('ConfigMap', api.version))).toEqual(present());
  });
});

test('of another kind nothing is told', () => {
  const { history, take } = aHistory();
  take({ name: 'a', does: 'write' });
  expect(history.since('Node', 0)).toEqual([]);
  expect(history.at('Node', 0)).toEqual([]);
});
