import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/core/model/time.ts';
import { TrafficMeter } from '../../../src/sim/traffic/meter.ts';
import { bareParts, START, secondsIn } from '../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod, setReady } from '../../support/kube-objects.ts';

interface Load {
  readonly offeredRps?: (at: Instant) => number;
  readonly rpsPerReplica?: number;
  readonly resources?: { readonly requests?: { cpu: string }; readonly limits?: { cpu: string } };
}

/** A meter on `ready` Ready pods p0, p1, ... that serve 10 requests per second each. */
function metered(ready: number, { offeredRps = () => 0, rpsPerReplica = 10, resources = {} }: Load = {}) {
  const parts = bareParts();
  aNode(parts.api, 'a', { cpu: '1000' });
  const owner = aDeployment(parts.api, ready);
  const add = (name: string, nodeName?: string) => aPod(parts.api, owner, name, nodeName);
  for (let index = 0; index < ready; index += 1) add(`p${index}`, 'a');
  const meter = new TrafficMeter({
    ...parts,
    workload: {
      namespace: 'default',
      name: 'news-app',
      profile: { rpsPerReplica },
      offeredRps,
      template: { spec: { containers: [{ name: 'app', resources }] } },
    },
  });
  return { ...parts, meter, add };
}

/** Requests per second that depend on the second of the clock alone. */
const bySecond = (rates: readonly number[]) => (at: Instant) => rates[Math.floor((at - START) / 1_000)] ?? 0;

describe('requests', () => {
  test('beyond the capacity of the ready pods are not served', async () => {
    const { meter, runTo } = metered(3, { offeredRps: bySecond([10, 30, 31, 100]) });
    await runTo(4);
    expect(meter.totals()).toMatchObject({
      offeredRequests: 171,
      servedRequests: 100,
      unservedRequests: 71,
      unservedSeconds: 2,
    });
  });

  test('are weighed by the part of the second for which a pod was ready', async () => {
    const { api, meter, runTo } = metered(2, { offeredRps: () => 20 });
    await runTo(1.25);
    setReady(api, 'p1', false);
    await runTo(1.75);
    setReady(api, 'p1', true);
    await runTo(3);
    expect(meter.totals()).toMatchObject({ offeredRequests: 60, unservedRequests: 5, unservedSeconds: 1 });
  });

  test('lost before and after a change make one lossy second', async () => {
    const { api, meter, runTo } = metered(3, { offeredRps: () => 100 });
    await runTo(1.25);
    setReady(api, 'p0', false);
    await runTo(1.75);
    setReady(api, 'p0', true);
    await runTo(3);
    expect(meter.totals().unservedSeconds).toBe(3);
  });

  test('are lost whole when no pod is ready', async () => {
    const { meter, runTo } = metered(0, { offeredRps: () => 7 });
    await runTo(10);
    expect(meter.totals()).toMatchObject({ servedRequests: 0, unservedRequests: 70, unservedSeconds: 10 });
  });

  test('are taken at the middle of each second', async () => {
    const { meter, runTo } = metered(100, { offeredRps: (at) => (at - START) / 1_000 });
    await runTo(4);
    expect(meter.totals().offeredRequests).toBe(0.5 + 1.5 + 2.5 + 3.5);
  });
});

test('pods count from creation to the end, the ready ones apart', async () => {
  const { api, meter, add, runTo } = metered(2);
  await runTo(10);
  add('pending');
  await runTo(20);
  api.delete('Pod', 'default', 'p0');
  await runTo(30);
  expect(meter.totals()).toMatchObject({
    podSeconds: 2 * 10 + 3 * 10 + 2 * 10,
    readyPodSeconds: 2 * 20 + 10,
    maxReadyReplicas: 2,
  });
});

test('pods of others do not count', async () => {
  const { api, meter, runTo } = metered(1);
  aPod(api, aDeployment(api, 1, { name: 'other' }), 'other', 'a');
  await runTo(10);
  expect(meter.totals().podSeconds).toBe(10);
});

describe('usage of a ready pod', () => {
  const limits = { cpu: '500m' };
  const requests = { cpu: '200m' };
  test.each([
    ['half loaded', 4, { resources: { limits } }, { rps: 5, cpuCores: 0.25 }],
    ['full', 2, { resources: { limits } }, { rps: 10, cpuCores: 0.5 }],
    ['overloaded, CPU stops at the limit', 1, { resources: { limits } }, { rps: 20, cpuCores: 0.5 }],
    ['the limit counts, not the request', 4, { resources: { limits, requests } }, { rps: 5, cpuCores: 0.25 }],
    ['overloaded without a limit', 1, { resources: { requests } }, { rps: 20, cpuCores: 0.4 }],
    ['with neither limit nor request', 1, {}, { rps: 20, cpuCores: 0 }],
  ])('%s', (_, ready, load, want) => {
    expect(metered(ready, { offeredRps: () => 20, ...load }).meter.usage(START)).toStrictEqual(want);
  });

  test('cannot be told when there is none', () => {
    expect(metered(0, { offeredRps: () => 20 }).meter.usage(START)).toBeUndefined();
  });

  test('is that of the instant asked for', () => {
    const { meter } = metered(2, { offeredRps: bySecond([10, 20]) });
    expect([meter.usage(START)?.rps, meter.usage(secondsIn(1))?.rps]).toStrictEqual([5, 10]);
  });
});

const flip = fc.record({ at: fc.integer({ min: 0, max: 30_000 }), pod: fc.nat(3), ready: fc.boolean() });
const rates = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 30, maxLength: 30 });

test('what is served and what is not is what was offered, and reading changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(rates, fc.array(flip), fc.boolean(), async (bySeconds, flips, reads) => {
      const { api, meter, runTo } = metered(4, { offeredRps: bySecond(bySeconds) });
      const changes = flips.toSorted((a, b) => a.at - b.at);
      const marks = new Set<number>([
        ...changes.map(({ at }) => at),
        ...bySeconds.map((_, index) => index * 1_000),
      ]);
      const ready = [true, true, true, true];
      let served = 0;
      let last = 0;
      for (const mark of [...marks, 30_000].toSorted((a, b) => a - b)) {
        const rate = bySeconds[Math.floor(last / 1_000)] ?? 0;
        served += (Math.min(rate, 10 * ready.filter(Boolean).length) * (mark - last)) / 1_000;
        await runTo(mark / 1_000);
        if (reads) meter.totals();
        for (const change of changes.filter(({ at }) => at === mark)) {
          setReady(api, `p${change.pod}`, change.ready);
          ready[change.pod] = change.ready;
        }
        last = mark;
      }
      const totals = meter.totals();
      expect(totals.servedRequests + totals.unservedRequests).toBeCloseTo(totals.offeredRequests, 6);
      expect(totals.servedRequests).toBeCloseTo(served, 6);
      expect(totals.offeredRequests).toBeCloseTo(
        bySeconds.reduce((sum, rate) => sum + rate, 0),
        6,
      );
    }),
  );
});
