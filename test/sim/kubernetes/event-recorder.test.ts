import { describe, expect, test } from 'vitest';
import { type Instant, plus, seconds } from '../../../src/core/model/time.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { EventRecorder } from '../../../src/sim/kubernetes/event-recorder.ts';
import { START, secondsIn } from '../../support/a-sim-cluster.ts';

/** A client whose every request waits a second; `asked` is when each was asked for. */
function aRecorder() {
  const engine = new Engine(START);
  const asked: Instant[] = [];
  const reserve = (now: Instant): Instant => {
    asked.push(now);
    return plus(now, seconds(1));
  };
  const recorder = new EventRecorder({ engine, limits: { reserve } });
  const record = (object: string, times: number): void => {
    for (let index = 0; index < times; index += 1) recorder.record(object);
  };
  return { record, asked, runTo: (count: number) => engine.runUntil(secondsIn(count)) };
}

describe('EventRecorder', () => {
  test('asks for the next request when the one before was sent', async () => {
    const { record, asked, runTo } = aRecorder();
    record('default/a', 3);
    expect(asked).toStrictEqual([START]);
    await runTo(100);
    expect(asked).toStrictEqual([START, secondsIn(1), secondsIn(2)]);
  });

  test('drops what is too much on one object', async () => {
    const { record, asked, runTo } = aRecorder();
    record('default/a', 100);
    record('default/b', 10);
    await runTo(200);
    expect(asked).toHaveLength(25 + 10);
  });

  test('lets one more through every five minutes', async () => {
    const { record, asked, runTo } = aRecorder();
    record('default/a', 25);
    await runTo(299);
    record('default/a', 1);
    await runTo(301);
    record('default/a', 2);
    await runTo(400);
    expect(asked).toHaveLength(26);
  });

  test('keeps at most a thousand waiting', async () => {
    const { record, asked, runTo } = aRecorder();
    for (let index = 0; index < 100; index += 1) record(`default/${index}`, 20);
    await runTo(5_000);
    expect(asked).toHaveLength(1_000);
  });
});
