import { expect, test } from 'vitest';
import { LeaseElection } from '../../../src/adapters/kubernetes/lease-election.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { NOON } from '../../support/an-api.ts';
import { FakeKube, unavailable } from '../../support/fake-kube.ts';
import { silentLog } from '../../support/silent-log.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const LEASE = '/apis/coordination.k8s.io/v1/namespaces/forescale/leases/controller';

function someProcesses() {
  const clock = new VirtualClock(NOON);
  const kube = new FakeKube();
  const leading: string[] = [];
  const start = (identity: string, work = untilAborted) => {
    const stop = new AbortController();
    const election = new LeaseElection({
      transport: kube,
      clock,
      chance: () => 0.5,
      log: silentLog,
      namespace: 'forescale',
      name: 'controller',
      identity,
      led: (isLeader) => leading.push(`${identity} ${isLeader ? 'leads' : 'stops'}`),
    });
    return { stop, done: election.lead(work, stop.signal) };
  };
  const after = (count: number) => clock.advanceTo(plus(clock.now(), seconds(count)));
  return { clock, kube, leading, start, after };
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
const isPatch = ({ method }: KubeRequest) => method === 'PATCH';

test('the first leads at once, the second stands by', async () => {
  const { start, after, leading, kube } = someProcesses();
  start('a');
  await after(1);
  start('b');
  await after(120);
  expect(leading).toEqual(['a leads']);
  expect(kube.read(LEASE)).toMatchObject({
    spec: { holderIdentity: 'a', leaseDurationSeconds: 15, leaseTransitions: 0 },
  });
});

test('one that stops gives the lease back when its work has ended, and the next has it within a retry', async () => {
  const { start, after, leading, kube } = someProcesses();
  const first = start('a');
  await after(1);
  start('b');
  await after(5);
  first.stop.abort();
  await first.done;
  expect(kube.read(LEASE)).toMatchObject({ spec: { holderIdentity: '' } });
  await after(3);
  expect(leading).toEqual(['a leads', 'a stops', 'b leads']);
  expect(kube.read(LEASE)).toMatchObject({ spec: { holderIdentity: 'b', leaseTransitions: 1 } });
});

test('the lease is kept while the work of one that stops is still ending', async () => {
  const { clock, start, after, leading } = someProcesses();
  const first = start('a', async (signal) => {
    await untilAborted(signal);
    await clock.wake(plus(clock.now(), minutes(1)), new AbortController().signal);
  });
  await after(1);
  start('b');
  first.stop.abort();
  await after(59);
  expect(leading).toEqual(['a leads']);
  await after(5);
  expect(leading).toEqual(['a leads', 'a stops', 'b leads']);
});

test('one that dies is followed after the lease has run out', async () => {
  const { kube, start, after, leading } = someProcesses();
  kube.put(LEASE, {
    spec: { holderIdentity: 'dead', leaseDurationSeconds: 15, renewTime: '2031-01-01T00:00:00.000000Z' },
  });
  start('b');
  await after(14);
  expect(leading).toEqual([]);
  await after(4);
  expect(leading).toEqual(['b leads']);
});

test('one that cannot renew stops its work in time, and leads again when it can', async () => {
  const { kube, start, after, leading } = someProcesses();
  start('a');
  await after(1);
  const free = kube.hold();
  await after(8);
  expect(leading).toEqual(['a leads']);
  await after(3);
  expect(leading).toEqual(['a leads', 'a stops']);
  free();
  await after(12);
  expect(leading.at(-1)).toBe('a leads');
});

test('a renewal whose answer is lost costs nothing', async () => {
  const { kube, start, after, leading } = someProcesses();
  start('a');
  await after(1);
  kube.failNext(isPatch, unavailable(), true);
  await after(60);
  expect(leading).toEqual(['a leads']);
});

test('one whose lease somebody took by hand stops with the next renewal', async () => {
  const { kube, start, after, leading } = someProcesses();
  start('a');
  await after(1);
  kube.put(LEASE, { spec: { holderIdentity: 'somebody' } });
  await after(3);
  expect(leading).toEqual(['a leads', 'a stops']);
});

test('a lease that is deleted is made anew by whoever leads next', async () => {
  const { kube, start, after, leading } = someProcesses();
  start('a');
  await after(1);
  kube.remove(LEASE);
  await after(6);
  expect(leading).toEqual(['a leads', 'a stops', 'a leads']);
});

test("work that ends by itself ends the reign, and its fault is the caller's", async () => {
  const { start, after, kube } = someProcesses();
  const good = start('a', () => Promise.resolve());
  await after(1);
  await good.done;
  const bad = start('b', () => Promise.reject(new Error('a defect')));
  const outcome = bad.done.catch((error: unknown) => error);
  await after(3);
  expect(await outcome).toEqual(new Error('a defect'));
  expect(kube.read(LEASE)).toMatchObject({ spec: { holderIdentity: '' } });
});

test('asks the server for one write per renewal in a quiet reign', async () => {
  const { kube, start, after } = someProcesses();
  start('a');
  await after(1);
  kube.requests.length = 0;
  await after(180);
  expect(kube.requests.every(isPatch)).toBe(true);
  expect(kube.requests.length).toBe(100);
});

test('times that could let two lead at once are refused', () => {
  const { kube, clock } = someProcesses();
  const times = { leaseDuration: seconds(10), renewDeadline: seconds(10), retryPeriod: seconds(2) };
  expect(
    () =>
      new LeaseElection({
        transport: kube,
        clock,
        chance: () => 0,
        log: silentLog,
        namespace: 'forescale',
        name: 'controller',
        identity: 'a',
        times,
      }),
  ).toThrow('renewDeadline < leaseDuration');
});
