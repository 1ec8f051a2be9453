import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LeaseElection } from '../../../src/adapters/kubernetes/lease-election.ts';
import type { KubeRequest } from '../../../src/adapters/kubernetes/transport.ts';
import { asMillis, type Instant, type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { type Random, seededRandom } from '../../../src/sim/random.ts';
import { NOON } from '../../support/an-api.ts';
import { FakeKube, unavailable } from '../../support/fake-kube.ts';
import { silentLog } from '../../support/silent-log.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

interface Machine {
  /** How far off its clock is. */
  readonly skew: Millis;
  /** How fast its clock runs. */
  readonly rate: number;
  readonly starts: Millis;
  /** Stops gracefully, or dies, or goes on. */
  readonly end: 'stops' | 'dies' | 'goes on';
  readonly ends: Millis;
  /** Without a network from then on, for so long. */
  readonly cut: Millis;
  readonly cutFor: Millis;
}

/** Clocks of machines may differ by a tenth in speed: 10 s of the slowest are less than 15 s of the fastest. */
const DRIFT = 0.05;

const machine = fc.record<Machine>({
  skew: fc.integer({ min: -3_600_000, max: 3_600_000 }).map(asMillis),
  rate: fc.double({ min: 1 - DRIFT, max: 1 + DRIFT, noNaN: true }),
  starts: fc.integer({ min: 0, max: 60_000 }).map(asMillis),
  end: fc.constantFrom('stops', 'dies', 'goes on'),
  ends: fc.integer({ min: 0, max: 240_000 }).map(asMillis),
  cut: fc.integer({ min: 0, max: 240_000 }).map(asMillis),
  cutFor: fc.integer({ min: 0, max: 60_000 }).map(asMillis),
});

const world = fc.record({
  machines: fc.array(machine, { minLength: 2, maxLength: 4 }),
  seed: fc.integer(),
  lossRate: fc.double({ min: 0, max: 0.6, noNaN: true }),
  slowRate: fc.double({ min: 0, max: 0.4, noNaN: true }),
});

test('never do two lead at once, whatever clocks, network and machines do', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ machines, ...network }) => {
      const parts = aNetwork(network);
      const running = machines.map((one, index) => runMachine(`m${index}`, one, parts));
      await parts.clock.advanceTo(plus(NOON, minutes(5)));
      parts.calm();
      await parts.clock.advanceTo(plus(NOON, minutes(7)));
      expect(parts.overlaps).toEqual([]);
      const alive = machines.some(({ end }) => end === 'goes on');
      expect(parts.leaders.size).toBe(alive ? 1 : 0);
      for (const stop of running) stop.abort();
      await parts.clock.settle();
    }),
    { numRuns: 60 },
  );
});

function aNetwork({ seed, lossRate, slowRate }: { seed: number; lossRate: number; slowRate: number }) {
  const clock = new VirtualClock(NOON);
  const kube = new FakeKube();
  const random: Random = seededRandom(seed);
  const leaders = new Set<string>();
  const overlaps: string[] = [];
  let calm = false;
  const delay = () => {
    const slow = !calm && random.unit() < slowRate;
    const length = asMillis(slow ? random.unit() * 40_000 : random.unit() * 300);
    return clock.wake(plus(clock.now(), length), new AbortController().signal);
  };
  const lost = () => !calm && random.unit() < lossRate / 2;
  /** What is on its way arrives, though the sender has given up. */
  const send = async (request: KubeRequest): Promise<unknown> => {
    await delay();
    if (lost()) throw unavailable();
    const answer = await kube.send(request);
    await delay();
    if (lost()) throw unavailable();
    return answer;
  };
  const lead = (name: string) => {
    leaders.add(name);
    if (leaders.size > 1) overlaps.push(`${[...leaders].join(' and ')} at ${clock.now() - NOON} ms`);
  };
  const end = () => {
    calm = true;
  };
  return { clock, random, send, leaders, overlaps, lead, calm: end };
}

function runMachine(identity: string, one: Machine, parts: ReturnType<typeof aNetwork>): AbortController {
  const { clock, leaders, lead } = parts;
  const stop = new AbortController();
  let dead = false;
  const work = (signal: AbortSignal): Promise<void> => {
    if (!dead) lead(identity);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        leaders.delete(identity);
        resolve();
      });
    });
  };
  const election = new LeaseElection({
    // A dead machine is never heard again, nor does it hear anything.
    transport: {
      send: async <T>(request: KubeRequest) => {
        if (dead || isCut(one, clock.now())) return never<T>();
        return (await parts.send(request)) as T;
      },
    },
    clock: new MachineClock(clock, one),
    chance: () => parts.random.unit(),
    log: silentLog,
    namespace: 'forescale',
    name: 'controller',
    identity,
  });
  const after = (length: Millis) => clock.wake(plus(NOON, length), new AbortController().signal);
  const run = async (): Promise<void> => {
    await after(one.starts);
    await election.lead(work, stop.signal);
  };
  const end = async (): Promise<void> => {
    await after(one.ends);
    if (one.end === 'stops') stop.abort();
    if (one.end !== 'dies') return;
    dead = true;
    leaders.delete(identity);
  };
  Promise.all([run(), end()]).catch((error: unknown) => parts.overlaps.push(String(error)));
  return stop;
}

const isCut = ({ cut, cutFor }: Machine, now: Instant): boolean =>
  now >= plus(NOON, cut) && now < plus(NOON, asMillis(cut + cutFor));

const never = <T>(): Promise<T> => new Promise<T>(() => {});

class MachineClock implements Clock {
  readonly #true: VirtualClock;
  readonly #of: Machine;

  constructor(clock: VirtualClock, of: Machine) {
    this.#true = clock;
    this.#of = of;
  }

  now(): Instant {
    const { skew, rate } = this.#of;
    return plus(NOON, asMillis((this.#true.now() - NOON) * rate + skew));
  }

  wake(at: Instant, signal: AbortSignal): Promise<void> {
    const { skew, rate } = this.#of;
    // Rounded up: woken a hair early, it would wait again for nothing.
    const millis = Math.ceil((at - NOON - skew) / rate) + 1;
    return this.#true.wake(plus(NOON, asMillis(millis)), signal);
  }
}

test('lengths are what the election says by default', () => {
  expect(seconds(10) / (1 - DRIFT)).toBeLessThan(seconds(15) / (1 + DRIFT));
});
