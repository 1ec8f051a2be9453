import { beforeEach, expect, test } from 'vitest';
import { minutes } from '../../../src/core/model/time.ts';
import { itemsAt, textAt } from '../../../src/sim/http/field-values.ts';
import { aKubeApi, type KubeApiUnderTest, PODS, refused } from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
  await api.advance(minutes(1));
});

const BUDGETS = '/apis/policy/v1/namespaces/news/poddisruptionbudgets';
const budget = (maxUnavailable: number) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'app' },
  spec: { maxUnavailable, selector: { matchLabels: { app: 'app' } } },
});
const podAt = (index: number) => itemsAt(api.call('GET', PODS).body, 'items')[index];
const evict = (index: number, options: object = {}) => {
  const name = textAt(podAt(index), 'metadata.name');
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, ...options };
  return api.call('POST', `${PODS}/${name}/eviction`, { body });
};
const preconditions = (uid: string) => ({ deleteOptions: { preconditions: { uid } } });

test('begins a graceful deletion', () => {
  expect(evict(0, preconditions(textAt(podAt(0), 'metadata.uid')))).toMatchObject({
    code: 201,
    body: { status: 'Success' },
  });
  expect(podAt(0)).toMatchObject({ metadata: { deletionTimestamp: expect.any(String) as string } });
});

test('is refused with 429 where a budget allows no more, and says which', () => {
  expect(api.call('POST', BUDGETS, { body: budget(1) }).code).toBe(201);
  expect(evict(0).code).toBe(201);
  const answer = evict(1);
  expect(answer).toMatchObject(
    refused(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget."),
  );
  expect(answer.body['details']).toMatchObject({
    causes: [
      {
        reason: 'DisruptionBudget',
        message: 'The disruption budget app needs 9 healthy pods and has 9 currently',
      },
    ],
  });
});

test('of another pod by that name is a conflict', () => {
  expect(evict(0, preconditions('other'))).toMatchObject(
    refused(409, 'Conflict', 'UID in precondition: other'),
  );
});

test('as a dry run lets the pod be', () => {
  expect(evict(0, { deleteOptions: { dryRun: ['All'] } }).code).toBe(201);
  expect(podAt(0)).not.toHaveProperty('metadata.deletionTimestamp');
});

test('of nobody is 404, and other things are not posted there', () => {
  expect(api.call('POST', `${PODS}/none/eviction`, { body: {} })).toMatchObject(
    refused(404, 'NotFound', 'pods "none" not found'),
  );
  expect(evict(0, { kind: 'Pod' })).toMatchObject(
    refused(400, 'BadRequest', 'cannot be handled as an Eviction'),
  );
});
