/** Evictions, with and without room in a PodDisruptionBudget. */
import { itemsAt, numberAt, textAt, valueAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { get, outcome, pathOf, post } from '../requests.ts';
import { passUntil } from '../settling.ts';
import type { Answer, World } from '../world.ts';

const SETTLING = 30;

function evict(world: World, name: string, uid?: string): Promise<Answer> {
  const deleteOptions = uid === undefined ? {} : { deleteOptions: { preconditions: { uid } } };
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, ...deleteOptions };
  return post(world, pathOf(world, 'pods', name, 'eviction'), body);
}

async function podNames(world: World): Promise<readonly string[]> {
  const { body } = await get(world, pathOf(world, 'pods'));
  return itemsAt(body, 'items')
    .filter((pod) => valueAt(pod, 'metadata.deletionTimestamp') === undefined)
    .map((pod) => textAt(pod, 'metadata.name'));
}

const budgetOf = (app: string, minAvailable: number): object => ({
  metadata: { name: 'app' },
  spec: { minAvailable, selector: { matchLabels: { app } } },
});

const hasRoomFor = (world: World, disruptions: number) => async (): Promise<boolean> => {
  const { body } = await get(world, pathOf(world, 'budgets', 'app'));
  const isHealthy = valueAt(body, 'status.currentHealthy') === 3;
  return isHealthy && numberAt(body, 'status.disruptionsAllowed') === disruptions;
};

export const EVICTIONS: readonly Behaviour[] = [
  {
    name: 'eviction, a budget without room',
    workloads: [{ name: 'app', replicas: 3 }],
    observe: async (world) => {
      await post(world, pathOf(world, 'budgets'), budgetOf('app', 3));
      await passUntil(world, 'the budget to know its pods', SETTLING, hasRoomFor(world, 0));
      const [pod = ''] = await podNames(world);
      const answer = await evict(world, pod);
      const [cause] = itemsAt(answer.body, 'details.causes');
      return [
        { what: 'answer', value: outcome(answer) },
        { what: 'cause', value: textAt(cause, 'reason') },
        { what: 'message of the cause', value: textAt(cause, 'message') },
        { what: 'the pod', value: (await podNames(world)).includes(pod) ? 'stays' : 'goes' },
      ];
    },
  },
  {
    name: 'eviction, room for one',
    workloads: [{ name: 'app', replicas: 3 }],
    observe: async (world) => {
      await post(world, pathOf(world, 'budgets'), budgetOf('app', 2));
      await passUntil(world, 'the budget to know its pods', SETTLING, hasRoomFor(world, 1));
      const [first = '', second = ''] = await podNames(world);
      const [one, other] = [await evict(world, first), await evict(world, second)];
      await passUntil(world, 'room again', SETTLING, hasRoomFor(world, 1));
      return [
        { what: 'the first', value: outcome(one) },
        { what: 'the second, at once', value: outcome(other) },
        { what: 'the second, when the first is replaced', value: outcome(await evict(world, second)) },
      ];
    },
  },
  {
    name: 'eviction by identity',
    workloads: [{ name: 'app', replicas: 1 }],
    observe: async (world) => {
      const [pod = ''] = await podNames(world);
      const { body } = await get(world, pathOf(world, 'pods', pod));
      const another = await evict(world, pod, '00000000-0000-4000-8000-000000000000');
      return [
        { what: 'another uid', value: outcome(another) },
        { what: 'its own uid', value: outcome(await evict(world, pod, textAt(body, 'metadata.uid'))) },
        { what: 'a pod that is not there', value: outcome(await evict(world, 'none')) },
      ];
    },
  },
];
