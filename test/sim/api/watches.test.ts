import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiServer, WatchEvent } from '../../../src/sim/api/server.ts';
import { anApi, BY_OWNER, floor, hpaDraft } from '../../support/an-api.ts';

const KIND = 'HorizontalPodAutoscaler';
const lineOf = ({ type, object }: WatchEvent<typeof KIND>): string =>
  `${type} ${object.metadata.name} ${object.spec.minReplicas}`;

function watchLines(api: ApiServer): string[] {
  const lines: string[] = [];
  api.watch(KIND, (event) => lines.push(lineOf(event)));
  return lines;
}

test('every later change, with the object before it', () => {
  const { api } = anApi();
  const first = api.create(KIND, hpaDraft(), BY_OWNER);
  const events: WatchEvent[] = [];
  api.watch(KIND, (event) => events.push(event));
  const second = api.patch(KIND, 'news', 'app', floor(3), BY_OWNER);
  const third = api.patchStatus(KIND, 'news', 'app', { status: { currentReplicas: 3 } }, BY_OWNER);
  api.delete(KIND, 'news', 'app');
  const fourth = api.create(KIND, hpaDraft(), BY_OWNER);
  expect(events).toEqual([
    { type: 'MODIFIED', object: second, previous: first },
    { type: 'MODIFIED', object: third, previous: second },
    {
      type: 'DELETED',
      object: { ...third, metadata: { ...third.metadata, resourceVersion: '4' } },
      previous: third,
    },
    { type: 'ADDED', object: fourth, previous: undefined },
  ]);
});

test('of its kind alone', () => {
  const { api } = anApi();
  let told = 0;
  api.watch('Deployment', () => {
    told += 1;
  });
  api.create(KIND, hpaDraft(), BY_OWNER);
  expect(told).toBe(0);
});

test('at the instant it happens: what was written is there when its writer goes on', () => {
  const { api } = anApi();
  const lines = watchLines(api);
  api.create(KIND, hpaDraft(), BY_OWNER);
  expect(lines).toEqual(['ADDED app 2']);
});

test('everybody sees changes in the order of their versions, though a watcher writes when it is told', () => {
  const { api } = anApi();
  api.watch(KIND, ({ object: { metadata, spec } }) => {
    if ((spec.minReplicas ?? 0) < 5)
      api.patch(KIND, 'news', metadata.name, floor((spec.minReplicas ?? 0) + 1), BY_OWNER);
  });
  const lines = watchLines(api);
  api.create(KIND, hpaDraft(), BY_OWNER);
  expect(lines).toEqual(['ADDED app 2', 'MODIFIED app 3', 'MODIFIED app 4', 'MODIFIED app 5']);
});

test('a watcher that fails does not hold back what comes after it', () => {
  const { api } = anApi();
  const stop = api.watch(KIND, () => {
    throw new Error('defect');
  });
  expect(() => api.create(KIND, hpaDraft(), BY_OWNER)).toThrow('defect');
  stop();
  const lines = watchLines(api);
  api.patch(KIND, 'news', 'app', floor(3), BY_OWNER);
  expect(lines).toEqual(['MODIFIED app 3']);
});

test('a watch that was ended is told no more, others are', () => {
  const { api } = anApi();
  const lines: string[] = [];
  const handler = (event: WatchEvent<typeof KIND>): unknown => lines.push(lineOf(event));
  const stop = api.watch(KIND, handler);
  api.watch(KIND, handler);
  api.create(KIND, hpaDraft(), BY_OWNER);
  stop();
  stop();
  api.patch(KIND, 'news', 'app', floor(3), BY_OWNER);
  expect(lines).toEqual(['ADDED app 2', 'ADDED app 2', 'MODIFIED app 3']);
});

test('a watch begun while a change is told sees the next one first', () => {
  const { api } = anApi();
  const lines: string[] = [];
  const stop = api.watch(KIND, () => {
    stop();
    api.watch(KIND, (event) => lines.push(lineOf(event)));
  });
  api.create(KIND, hpaDraft(), BY_OWNER);
  api.patch(KIND, 'news', 'app', floor(3), BY_OWNER);
  expect(lines).toEqual(['MODIFIED app 3']);
});

test('whoever folds the events of a watch has what a list has', () => {
  const verb = fc.constantFrom('create', 'patch', 'delete');
  const step = fc.record({ verb, name: fc.constantFrom('a', 'b'), min: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { api } = anApi();
      const mirror = new Map<string, unknown>();
      api.watch(KIND, ({ type, object }) => {
        if (type === 'DELETED') mirror.delete(object.metadata.name);
        else mirror.set(object.metadata.name, object);
      });
      for (const { verb: what, name, min } of steps) {
        const exists = api.find(KIND, 'news', name) !== undefined;
        if (what === 'create' && !exists) api.create(KIND, hpaDraft(name, floor(min).spec), BY_OWNER);
        if (what === 'patch' && exists) api.patch(KIND, 'news', name, floor(min), BY_OWNER);
        if (what === 'delete' && exists) api.delete(KIND, 'news', name);
      }
      expect([...mirror.values()]).toEqual([...api.list(KIND)]);
    }),
  );
});
