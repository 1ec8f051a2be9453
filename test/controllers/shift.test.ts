/** Shifts on the embedded API server: what they do, when they end, and what does not stop them. */
import { describe, expect, test } from 'vitest';
import type { Surge } from '../../src/core/model/surge.ts';
import { minutes, plus } from '../../src/core/model/time.ts';
import type { LivePorts } from '../../src/ports/cluster.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import { splitId } from '../../src/resources/surge/codec.ts';
import { hpaPatch } from '../../src/resources/target/hpa.ts';
import { APP, aPush, aShiftWorld, inSeconds } from '../support/a-shift.ts';
import { aRecord } from '../support/a-target.ts';
import { BY_OWNER, HPA, NOON } from '../support/an-api.ts';

const UNTIL = inSeconds(55);
const reportOf = ({ value }: { value?: unknown }) => value as Record<string, unknown>;

describe('a shift', () => {
  test('raises what falls due in its time, to the second', async () => {
    const { start, store, floor, runTo, runToMillis } = aShiftWorld();
    store(aPush());
    start(UNTIL);
    await runTo(30);
    expect(floor()).toBe(2);
    await runToMillis(31_000);
    expect(floor()).toBe(8);
  });

  test('leaves what falls due later to the next, says when, and ends', async () => {
    const { start, store, floor, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(300) }));
    const { outcome } = start(UNTIL);
    await runTo(3);
    expect(reportOf(outcome)).toMatchObject({ nextDue: inSeconds(240), failures: {}, unfinished: [] });
    expect(floor()).toBe(2);
  });

  test('polls readiness until the surge is warm, says so on the whole, and ends', async () => {
    const { api, start, store, ready, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(30) }));
    const { outcome } = start(UNTIL);
    await runTo(5);
    ready(8);
    await runTo(40);
    expect(outcome).toHaveProperty('value');
    expect(api.get('Surge', 'news', 'push').status).toMatchObject({ phase: 'Warm' });
  });

  test('walks back step by step what a surge has left', async () => {
    const { start, store, floor, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(20), end: inSeconds(25) }));
    start(UNTIL);
    const floors: (number | undefined)[] = [];
    for (let at = 0; at <= 55; at += 5) {
      await runTo(at);
      if (floor() !== floors.at(-1)) floors.push(floor());
    }
    expect(floors).toEqual([2, 8, 7, 6]);
  });

  test('hands back what carries a record though no surge names it any more', async () => {
    const { api, start, runTo } = aShiftWorld();
    const { spec } = api.get(...HPA);
    const owners = { min: 2, max: 10, scaleDownSeconds: 'absent' } as const;
    const record = aRecord({ baseline: owners, wrote: { ...owners, min: 3 }, at: plus(NOON, minutes(-5)) });
    api.patch(...HPA, hpaPatch({ min: 3 }, record), { manager: 'forescale' });
    start(UNTIL);
    await runTo(5);
    expect(api.get(...HPA).spec).toEqual(spec);
    expect(api.get(...HPA).metadata).not.toHaveProperty('annotations');
  });

  test('says on the whole what a hand-back has ended', async () => {
    const { api, start, store, floor, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(5), end: inSeconds(10), demand: { kind: 'replicas', replicas: 3 } }));
    start(UNTIL);
    await runTo(40);
    expect(floor()).toBe(2);
    expect(api.get('Surge', 'news', 'push').status).toMatchObject({ phase: 'Ended' });
  });

  test('ends when its signal aborts', async () => {
    const { start, store, floor, runTo } = aShiftWorld();
    store(aPush());
    const { outcome, stop } = start(UNTIL);
    await runTo(10);
    stop.abort();
    await runTo(50);
    expect(outcome).toHaveProperty('value');
    expect(floor()).toBe(2);
  });
});

describe('what goes wrong', () => {
  test('a look that fails is tried again within the shift', async () => {
    let reads = 0;
    const { start, store, floor, warnings, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(60) }));
    const { outcome } = start(UNTIL, ({ targets }) => ({
      targets: {
        listRecorded: () => targets.listRecorded(),
        patch: (...args) => targets.patch(...args),
        scale: (...args) => targets.scale(...args),
        read: (ref) => {
          reads += 1;
          return reads === 1 ? Promise.reject(new Unavailable('503')) : targets.read(ref);
        },
      },
    }));
    await runTo(56);
    expect(floor()).toBe(8);
    expect(warnings).toEqual(['target HorizontalPodAutoscaler/news/app: reconcile failed']);
    expect(reportOf(outcome)).toMatchObject({ failures: {} });
  });

  test('a list that is refused keeps no floor down, and is reported', async () => {
    const { start, store, floor, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(60) }));
    const { outcome } = start(UNTIL, ({ targets }) => ({
      targets: {
        read: (ref) => targets.read(ref),
        patch: (...args) => targets.patch(...args),
        scale: (...args) => targets.scale(...args),
        listRecorded: () => Promise.reject(new Unavailable('503')),
      },
    }));
    await runTo(56);
    expect(floor()).toBe(8);
    expect(reportOf(outcome)).toMatchObject({ failures: { 'round records': 'Unavailable: 503' } });
  });

  test('a target that hangs holds up no other, nor the end', async () => {
    const { start, store, addTarget, floor, runTo } = aShiftWorld();
    const others = Array.from({ length: 30 }, (_, index) => ({ ref: addTarget(`app-${index}`) }));
    store(aPush({ start: inSeconds(60), targets: [{ ref: APP }, ...others] }));
    const { outcome } = start(UNTIL, ({ targets }) => ({
      targets: {
        listRecorded: () => targets.listRecorded(),
        patch: (...args) => targets.patch(...args),
        scale: (...args) => targets.scale(...args),
        read: (ref) => (ref.name === 'app' ? new Promise(() => {}) : targets.read(ref)),
      },
    }));
    await runTo(10);
    expect([floor(), ...others.map(({ ref }) => floor(ref.name))]).toEqual([2, ...others.map(() => 8)]);
    await runTo(56);
    expect(reportOf(outcome)).toMatchObject({
      unfinished: ['target HorizontalPodAutoscaler/news/app'],
    });
  });
});

describe('what it costs', () => {
  test('with 5,000 surges to come: a few lists and no write', async () => {
    const { api, start, store, runTo } = aShiftWorld();
    const surges = Array.from({ length: 5_000 }, (_, index) => laterPush(index));
    store(...surges);
    const status = { observedGeneration: 1, phase: 'Scheduled', conditions: [] };
    for (const { id } of surges) api.patchStatus('Surge', ...splitId(id), { status }, BY_OWNER);
    const requests: string[] = [];
    const { outcome, connection } = start(UNTIL, (ports) => counted(ports, requests));
    await runTo(3);
    expect(outcome).toHaveProperty('value');
    expect(connection.writes).toBe(0);
    expect(requests.toSorted()).toEqual([
      'listBuffered',
      'listRecorded',
      'schedules.listStates',
      'summaries.listStates',
    ]);
  });

  test('hundreds of targets at once cost a few lists of surges', async () => {
    const { start, store, addTarget, floor, runTo } = aShiftWorld();
    const targets = Array.from({ length: 300 }, (_, index) => ({ ref: addTarget(`app-${index}`) }));
    store(aPush({ start: inSeconds(60), targets }));
    const requests: string[] = [];
    start(UNTIL, (ports) => counted(ports, requests), { concurrency: 100 });
    await runTo(3);
    expect(targets.filter(({ ref }) => floor(ref.name) !== 8)).toEqual([]);
    expect(requests.filter((request) => request === 'surges.list').length).toBeLessThan(10);
    expect(requests).not.toContain('surges.listFor');
  });
});

const laterPush = (index: number): Surge =>
  aPush({
    id: `news/push-${index}`,
    start: plus(NOON, minutes(60 + index)),
    end: plus(NOON, minutes(70 + index)),
  });

/** The same ports, and each request by its name. */
const counted = (ports: LivePorts, requests: string[]): LivePorts => ({
  ...ports,
  targets: countedPort(ports.targets, (name) => requests.push(name)),
  surges: countedPort(ports.surges, (name) => requests.push(`surges.${name}`)),
  summaries: countedPort(ports.summaries, (name) => requests.push(`summaries.${name}`)),
  schedules: countedPort(ports.schedules, (name) => requests.push(`schedules.${name}`)),
  capacity: {
    ...ports.capacity,
    buffers: countedPort(ports.capacity.buffers, (name) => requests.push(name)),
  },
});

const countedPort = <T extends object>(port: T, note: (name: string) => void): T =>
  new Proxy(port, {
    get: (target, name): unknown => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        note(String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });

describe('what an event has touched', () => {
  test('is reconciled at once: floors, then what the surges say, and nothing that is due later', async () => {
    const { api, touch, store, floor, runToMillis } = aShiftWorld();
    store(aPush({ start: inSeconds(30), end: inSeconds(40) }));
    const { outcome } = touch(UNTIL, { surges: ['news/push'], targets: [APP] });
    await runToMillis(2_000);
    expect(outcome).toEqual({ value: 'done' });
    expect(floor()).toBe(8);
    expect(api.get('Surge', 'news', 'push').status).toMatchObject({ phase: 'Warming' });
    await runToMillis(60_000);
    expect(floor()).toBe(8);
  });

  test('speaks for surges beside it too, whose targets it has looked at', async () => {
    const { api, touch, store, runTo } = aShiftWorld();
    store(aPush({ start: inSeconds(30) }), aPush({ id: 'news/other', start: inSeconds(20) }));
    touch(UNTIL, { surges: ['news/push'], targets: [APP] });
    await runTo(5);
    expect(api.get('Surge', 'news', 'other').status).toMatchObject({ phase: 'Warming' });
  });

  test('that has gone by then is no fault', async () => {
    const { touch, warnings, runTo } = aShiftWorld();
    const { outcome } = touch(UNTIL, { surges: ['news/gone'], targets: [{ ...APP, name: 'gone' }] });
    await runTo(5);
    expect([outcome, warnings]).toEqual([{ value: 'done' }, []]);
  });

  test('is left to the next shift when the time is up', async () => {
    const { touch, store, floor, runTo } = aShiftWorld({ calls: { unavailable: 1 } });
    store(aPush({ start: inSeconds(30) }));
    const { outcome } = touch(UNTIL, { surges: ['news/push'], targets: [APP] });
    await runTo(56);
    expect([outcome, floor()]).toEqual([{ value: 'done' }, 2]);
  });
});
