import { expect, test } from 'vitest';
import { minutes, plus } from '../../src/core/model/time.ts';
import { moveScenario } from '../../src/sim/moved-scenario.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { anInstant } from '../support/an-instant.ts';

const NEW_START = anInstant('2026-11-22T12:00:00Z');

test('everything is as long after the new start as it was after the old one', () => {
  const plain = newsAppScenario({ seed: 1, times: 20, metric: 'cpu' });
  const outage = (start: typeof NEW_START) => ({
    from: plus(start, minutes(1)),
    until: plus(start, minutes(2)),
  });
  const cluster = {
    ...plain.cluster,
    metrics: { ...plain.cluster.metrics, outages: [outage(plain.start)] },
    nodeGroup: { ...plain.cluster.nodeGroup, outOfCapacity: [outage(plain.start)] },
  };
  const moved = moveScenario({ ...plain, cluster }, NEW_START);
  const push = plus(NEW_START, minutes(5));
  expect(moved).toMatchObject({
    start: NEW_START,
    cluster: { metrics: { outages: [outage(NEW_START)] }, nodeGroup: { outOfCapacity: [outage(NEW_START)] } },
    surges: [{ start: push, end: plus(push, minutes(20)) }],
    events: [{ at: push, end: plus(push, minutes(20)) }],
  });
  const [before, after] = [plain, moved].map(({ start, cluster: { workloads } }) =>
    [0, 4, 5, 6, 20].map((minute) => workloads[0]?.offeredRps(plus(start, minutes(minute)))),
  );
  expect(after).toEqual(before);
  expect(new Set(after).size).toBeGreaterThan(2);
});
