import { describe, expect, test } from 'vitest';
import { Kubelet } from '../../../src/sim/kubernetes/kubelet.ts';
import { deletePod } from '../../../src/sim/kubernetes/pod-deletion.ts';
import { AT_ONCE, bareParts, between, type Delays } from '../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod, NEWS_APP } from '../../support/kube-objects.ts';

function played(delays: Delays | undefined, { graceSeconds = 30 } = {}) {
  const parts = bareParts();
  const asked: string[] = [];
  const findWorkload = (workload: string) => {
    asked.push(workload);
    return delays;
  };
  new Kubelet({ ...parts, findWorkload });
  aNode(parts.api, 'a');
  const owner = aDeployment(parts.api, 0, { graceSeconds });
  const bind = (name = 'p'): void => {
    aPod(parts.api, owner, name);
    parts.api.patch('Pod', 'default', name, { spec: { nodeName: 'a' } }, { manager: 'test' });
  };
  const kill = (name = 'p'): void => deletePod(parts, parts.api.get('Pod', 'default', name), 'test');
  return { ...parts, asked, bind, kill };
}

describe('a bound pod', () => {
  test('is accepted at once and Ready after its delay', async () => {
    const { api, asked, bind, runTo } = played({ ...AT_ONCE, podStart: between(20, 20) });
    bind();
    await runTo(19);
    expect(api.get('Pod', 'default', 'p').status).toStrictEqual({
      phase: 'Pending',
      startTime: '2026-11-22T18:00:00.000Z',
      conditions: [
        {
          type: 'Ready',
          status: 'False',
          reason: 'ContainersNotReady',
          lastTransitionTime: '2026-11-22T18:00:00.000Z',
        },
      ],
    });
    await runTo(20);
    expect(api.get('Pod', 'default', 'p').status).toStrictEqual({
      phase: 'Running',
      startTime: '2026-11-22T18:00:00.000Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-22T18:00:20.000Z' }],
    });
    expect(asked).toContain(NEWS_APP);
  });

  test('draws its delay from the range', async () => {
    const { pods, bind, runTo } = played({ ...AT_ONCE, podStart: between(20, 40) });
    for (let index = 0; index < 50; index += 1) bind(`p${index}`);
    const readyAt = async (count: number): Promise<number> => {
      await runTo(count);
      return pods.readyCountOf(NEWS_APP);
    };
    expect(await readyAt(20)).toBe(0);
    const halfway = await readyAt(30);
    expect(halfway).toBeGreaterThan(10);
    expect(halfway).toBeLessThan(40);
    expect(await readyAt(40)).toBe(50);
  });

  test('of an unknown workload is Ready at once', async () => {
    const { pods, bind, runTo } = played(undefined);
    bind();
    await runTo(0);
    expect(pods.readyCountOf(NEWS_APP)).toBe(1);
  });
});

describe('a deleted pod', () => {
  test.each([
    ['is gone after its delay', 12, 30, 12],
    ['is killed at the end of its grace', 120, 30, 30],
    ['with no delay is gone at the same instant', 0, 30, 0],
  ])('%s', async (_, stopSeconds, graceSeconds, goneAfter) => {
    const delays = { ...AT_ONCE, podStop: between(stopSeconds, stopSeconds) };
    const { api, pods, bind, kill, runTo } = played(delays, { graceSeconds });
    bind();
    await runTo(100);
    kill();
    expect([pods.countOf(NEWS_APP), pods.readyCountOf(NEWS_APP)]).toStrictEqual([1, 0]);
    await runTo(100 + goneAfter - 0.001);
    expect(pods.countOf(NEWS_APP)).toBe(1);
    await runTo(100 + goneAfter);
    expect(api.find('Pod', 'default', 'p')).toBeUndefined();
  });

  test('does not become Ready while it stops', async () => {
    const { pods, bind, kill, runTo } = played({ podStart: between(20, 20), podStop: between(25, 25) });
    bind();
    await runTo(5);
    kill();
    await runTo(21);
    expect(pods.find('default', 'p')).toMatchObject({ phase: 'Pending', ready: false, terminating: true });
    await runTo(30);
    expect(pods.countOf(NEWS_APP)).toBe(0);
  });

  test('does not take its successor of the same name along', async () => {
    const { api, bind, kill, runTo } = played({ podStart: between(20, 20), podStop: between(10, 10) });
    bind();
    await runTo(1);
    kill();
    api.delete('Pod', 'default', 'p');
    bind();
    await runTo(12);
    expect(api.find('Pod', 'default', 'p')).toBeDefined();
    await runTo(20.5);
    expect(api.get('Pod', 'default', 'p').status.phase).toBe('Pending');
  });
});
