import { describe, expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { surgeManifest } from '../../../src/resources/surge/codec.ts';
import { aProcess, type ProcessOptions } from '../../support/a-process.ts';
import { aSurge } from '../../support/a-surge.ts';
import { BY_OWNER, HPA, NOON } from '../../support/an-api.ts';

/** Raised a minute after noon, at two minutes, over at twelve. */
const SURGE = aSurge({
  start: plus(NOON, minutes(2)),
  end: plus(NOON, minutes(12)),
  lead: minutes(1),
  demand: { kind: 'replicas', replicas: 8 },
});

/** One write says on the surge that it is to come. */
const SUMMARY = 1;

function aTold(options: ProcessOptions = {}) {
  const parts = aProcess(options);
  parts.api.create('Surge', surgeManifest(SURGE), BY_OWNER);
  return parts;
}

describe('a process that runs', () => {
  test('raises in time and hands back', async () => {
    const { api, process, floor, runTo, warnings } = aTold();
    const before = api.get(...HPA);
    process.start();
    await runTo(59);
    expect([floor(), process.writes]).toEqual([2, SUMMARY]);
    await runTo(61);
    expect(floor()).toBe(8);
    expect(process.writes).toBeGreaterThan(SUMMARY);
    await runTo(30 * 60);
    expect(api.get(...HPA).spec).toEqual(before.spec);
    expect(api.get(...HPA).metadata).not.toHaveProperty('annotations');
    expect([process.crashes, warnings]).toEqual([0, []]);
  });

  test('goes by its own clock', async () => {
    const { process, floor, runTo } = aTold({ skew: seconds(20) });
    process.start();
    await runTo(39);
    expect(floor()).toBe(2);
    await runTo(41);
    expect(floor()).toBe(8);
  });

  test('does nothing before it is started', async () => {
    const { process, floor, runTo } = aTold();
    await runTo(120);
    expect([floor(), process.writes]).toEqual([2, 0]);
  });
});

describe('a process that crashes', () => {
  test('writes nothing while it is down, and is back within 90 s', async () => {
    const { engine, process, floor, runTo } = aTold();
    process.start();
    engine.at(plus(NOON, seconds(59.9)), () => process.crash());
    await runTo(60.5);
    expect(floor()).toBe(2);
    await runTo(151);
    expect(floor()).toBe(8);
    expect(process.crashes).toBe(1);
  });

  test('counts what it wrote in all its lives', async () => {
    const { process, runTo } = aTold();
    process.start();
    await runTo(70);
    const { writes } = process;
    expect(writes).toBeGreaterThan(0);
    process.crash();
    expect(process.writes).toBe(writes);
    await runTo(30 * 60);
    expect(process.writes).toBeGreaterThan(writes);
  });

  test('cannot crash while it is down', async () => {
    const { engine, process, runTo } = aTold();
    process.start();
    await runTo(1);
    process.crash();
    process.crash();
    expect(process.crashes).toBe(1);
    await engine.runUntil(plus(NOON, minutes(2)));
    process.crash();
    expect(process.crashes).toBe(2);
  });

  test('that crashes after every call starts again and again', async () => {
    const { process, runTo } = aTold({ rates: { calls: { crashAfter: 1 } } });
    process.start();
    await runTo(20 * 60);
    expect(process.crashes).toBeGreaterThan(13);
    expect(process.writes).toBe(0);
  });

  test('hands back in the end, wherever it crashes', async () => {
    const calls = { crashBefore: 0.15, crashAfter: 0.15, conflict: 0.1, timeoutAfterEffect: 0.1 };
    for (let seed = 1; seed <= 20; seed += 1) {
      const { api, process, runTo } = aTold({ seed, rates: { calls } });
      const { spec } = api.get(...HPA);
      process.start();
      await runTo(6 * 60 * 60);
      expect({ seed, spec: api.get(...HPA).spec }).toEqual({ seed, spec });
      expect(JSON.stringify(api.get(...HPA).metadata)).not.toContain('forescale.dev/floor');
      expect(process.crashes).toBeGreaterThan(0);
    }
  });
});

test('the same seed crashes, restarts and writes at the same instants, another seed at others', async () => {
  const play = async (seed: number): Promise<readonly string[]> => {
    const { api, engine, process, runTo } = aTold({ seed, rates: { calls: { crashAfter: 0.2 } } });
    const trace: string[] = [];
    const note = ({ object }: { readonly object: { readonly metadata: { resourceVersion: string } } }) =>
      trace.push(`${engine.now - NOON} ${object.metadata.resourceVersion} ${process.crashes}`);
    api.watch('HorizontalPodAutoscaler', note);
    api.watch('Surge', note);
    process.start();
    await runTo(20 * 60);
    return trace;
  };
  expect(await play(3)).toEqual(await play(3));
  expect(await play(3)).not.toEqual(await play(4));
});

describe('a process that is stopped', () => {
  /** Has it ended, ten seconds later? */
  async function hasEnded(ended: Promise<void>, { engine }: ReturnType<typeof aTold>): Promise<boolean> {
    let isOver = false;
    const note = ended.then(() => {
      isOver = true;
    });
    await engine.runUntil(plus(engine.now, seconds(10)));
    await Promise.race([note, Promise.resolve()]);
    return isOver;
  }

  test('ends, and writes no more', async () => {
    const parts = aTold();
    const { process, floor, runTo } = parts;
    process.start();
    await runTo(30);
    expect(await hasEnded(process.stop(), parts)).toBe(true);
    await runTo(10 * 60);
    expect([floor(), process.writes]).toEqual([2, SUMMARY]);
  });

  test('while it is down: it has ended, and is not started again', async () => {
    const parts = aTold();
    const { process, floor, runTo } = parts;
    process.start();
    await runTo(30);
    process.crash();
    expect(await hasEnded(process.stop(), parts)).toBe(true);
    await runTo(10 * 60);
    expect([floor(), process.writes]).toEqual([2, SUMMARY]);
  });

  test('and crashes as it ends: it has ended, and is not started again', async () => {
    const parts = aTold();
    const { engine, process, floor, runTo } = parts;
    process.start();
    engine.at(plus(NOON, seconds(60.005)), () => process.crash());
    await runTo(60);
    expect(await hasEnded(process.stop(), parts)).toBe(true);
    await runTo(10 * 60);
    expect([floor(), process.crashes]).toEqual([2, 1]);
  });
});
