import { describe, expect, test } from 'vitest';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aNode, aPod, NEWS_APP, scale, setReady } from '../../support/kube-objects.ts';

/** A Deployment that wants `asked` pods, has `there`, of which `healthy` are Ready. */
function aWorkload(asked: number, there: number, healthy: number) {
  const parts = bareParts();
  aNode(parts.api, 'a', { cpu: '100' });
  const owner = aDeployment(parts.api, asked);
  for (let index = 0; index < there; index += 1) aPod(parts.api, owner, `p${index}`, 'a');
  for (let index = healthy; index < there; index += 1) setReady(parts.api, `p${index}`, false);
  return parts;
}

describe('a budget allows', () => {
  test.each([
    [
      'what is above an absolute minimum',
      { minAvailable: 2 },
      [5, 5, 5],
      { desiredHealthy: 2, disruptionsAllowed: 3, expectedPods: 5 },
    ],
    ['nothing at the minimum', { minAvailable: 5 }, [5, 5, 5], { desiredHealthy: 5, disruptionsAllowed: 0 }],
    ['nothing below it', { minAvailable: 4 }, [5, 5, 3], { desiredHealthy: 4, disruptionsAllowed: 0 }],
    ['an absolute minimum expects the pods there are', { minAvailable: 1 }, [5, 3, 3], { expectedPods: 3 }],
    [
      'a minimum in percent of what is asked, rounded up',
      { minAvailable: '50%' },
      [7, 7, 7],
      { desiredHealthy: 4, disruptionsAllowed: 3 },
    ],
    [
      '100 % at the least: nothing',
      { minAvailable: '100%' },
      [7, 7, 7],
      { desiredHealthy: 7, disruptionsAllowed: 0 },
    ],
    [
      'an absolute number unavailable',
      { maxUnavailable: 1 },
      [5, 5, 5],
      { desiredHealthy: 4, disruptionsAllowed: 1 },
    ],
    [
      'fewer when some are down already',
      { maxUnavailable: 2 },
      [5, 5, 4],
      { desiredHealthy: 3, disruptionsAllowed: 1 },
    ],
    [
      'a percentage unavailable, rounded up',
      { maxUnavailable: '30%' },
      [7, 7, 7],
      { desiredHealthy: 4, disruptionsAllowed: 3 },
    ],
    [
      'one pod of one when a third may go',
      { maxUnavailable: '34%' },
      [1, 1, 1],
      { desiredHealthy: 0, disruptionsAllowed: 1 },
    ],
    [
      'nothing when nothing is expected',
      { maxUnavailable: 5 },
      [0, 2, 2],
      { expectedPods: 0, disruptionsAllowed: 0 },
    ],
    ['nothing without a bound', {}, [5, 5, 5], { disruptionsAllowed: 0 }],
  ] as const)('%s', async (_, bound, [asked, there, healthy], want) => {
    const { api, budgets, runTo } = aWorkload(asked, there, healthy);
    const budget = aBudget(api, bound);
    expect(budgets.statusOf(budget)).toMatchObject({ currentHealthy: healthy, ...want });
    await runTo(0);
    expect(api.get('PodDisruptionBudget', 'default', 'budget').status).toMatchObject(want);
  });

  test('refuses a bound that is neither a count nor a percentage', () => {
    const { api, budgets } = aWorkload(1, 1, 1);
    const budget = aBudget(api, { minAvailable: 'half' });
    expect(() => budgets.statusOf(budget)).toThrow(
      'Expected PodDisruptionBudget "budget" spec.minAvailable to be a count or a percentage such as "50%", got "half"',
    );
  });
});

describe('its status follows', () => {
  const statusAfter = async (act: (parts: ReturnType<typeof aWorkload>) => void) => {
    const parts = aWorkload(5, 5, 5);
    aBudget(parts.api, { minAvailable: '60%' });
    await parts.runTo(1);
    act(parts);
    await parts.runTo(2);
    return parts.api.get('PodDisruptionBudget', 'default', 'budget').status;
  };

  test('the readiness of pods', async () => {
    const status = await statusAfter(({ api }) => setReady(api, 'p0', false));
    expect(status).toMatchObject({ currentHealthy: 4, disruptionsAllowed: 1 });
  });

  test('the count asked for', async () => {
    const status = await statusAfter(({ api }) => scale(api, 8));
    expect(status).toMatchObject({ desiredHealthy: 5, disruptionsAllowed: 0 });
  });

  test('its own spec', async () => {
    const status = await statusAfter(({ api }) => {
      const spec = { minAvailable: 1 };
      api.patch('PodDisruptionBudget', 'default', 'budget', { spec }, { manager: 'test' });
    });
    expect(status).toMatchObject({ desiredHealthy: 1, disruptionsAllowed: 4 });
  });

  test('a second workload that its selector takes in', async () => {
    const { api, budgets } = aWorkload(2, 2, 2);
    const selector = { matchLabels: {} };
    const budget = api.create(
      'PodDisruptionBudget',
      {
        apiVersion: 'policy/v1',
        metadata: { name: 'all', namespace: 'default' },
        spec: { selector, minAvailable: 1 },
      },
      { manager: 'test' },
    );
    expect(budgets.statusOf(budget).currentHealthy).toBe(2);
    aPod(api, aDeployment(api, 1, { name: 'other' }), 'other', 'a');
    expect(budgets.statusOf(budget).currentHealthy).toBe(3);
    expect(budgets.of(NEWS_APP)).toHaveLength(1);
  });
});

test('takes in workloads by all its labels, in its namespace only', () => {
  const { api, budgets } = aWorkload(1, 1, 1);
  aBudget(api, { minAvailable: 1 }, 'mine');
  aBudget(api, { minAvailable: 1 }, 'other-app', 'other');
  api.create(
    'PodDisruptionBudget',
    {
      apiVersion: 'policy/v1',
      metadata: { name: 'mine', namespace: 'elsewhere' },
      spec: { selector: { matchLabels: { app: 'news-app' } }, minAvailable: 1 },
    },
    { manager: 'test' },
  );
  expect(budgets.of(NEWS_APP).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toStrictEqual([
    'default/mine',
  ]);
});
