import { beforeEach, describe, expect, test } from 'vitest';
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import {
  type Answered,
  APPLY,
  aKubeApi,
  DEPLOYMENTS,
  HPAS,
  type KubeApiUnderTest,
  MERGE,
  refused,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi();
});

const HPA = `${HPAS}/app`;
const apply = (fieldManager: string, body: object | string, query: object = {}, path = HPA): Answered =>
  api.call('PATCH', path, { body, contentType: APPLY, query: { fieldManager, ...query } });
const spec = (fields: object) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  spec: fields,
});
const managersOf = (object: unknown): readonly string[] =>
  itemsAt(object, 'metadata.managedFields').map(
    (entry) => `${textAt(entry, 'manager')} ${textAt(entry, 'operation')}`,
  );
const entryOf = (object: unknown, manager: string) =>
  itemsAt(object, 'metadata.managedFields').find((entry) => valueAt(entry, 'manager') === manager);

describe('what is applied', () => {
  test('is made when it is not there, from YAML too', () => {
    const path = `${DEPLOYMENTS}/web`;
    const body = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {a: b}}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'web:1'}]}}
`;
    const { code, body: made } = apply('ann', body, {}, path);
    expect(code).toBe(201);
    expect(managersOf(made)).toEqual(['ann Apply']);
    // What the server filled in belongs to nobody.
    expect(valueAt(made, 'spec.replicas')).toBe(1);
    expect(valueAt(entryOf(made, 'ann'), 'fieldsV1.f:spec')).not.toHaveProperty('f:replicas');
  });

  test('with the value that stands there is owned by both', () => {
    const { body } = apply('ann', spec({ minReplicas: 10 }));
    expect(managersOf(body)).toEqual(['owner Update', 'ann Apply']);
    expect(valueAt(entryOf(body, 'owner'), 'fieldsV1.f:spec.f:minReplicas')).toEqual({});
    expect(valueAt(entryOf(body, 'ann'), 'fieldsV1')).toEqual({ 'f:spec': { 'f:minReplicas': {} } });
  });

  test('again changes nothing', () => {
    apply('ann', spec({ minReplicas: 10 }));
    const { version } = api.api;
    expect(apply('ann', spec({ minReplicas: 10 })).code).toBe(200);
    expect(api.api.version).toBe(version);
  });

  test('of another value than somebody else’s is a conflict that names him and the field', () => {
    const answer = apply('ann', spec({ minReplicas: 20 }));
    expect(answer).toMatchObject(
      refused(409, 'Conflict', 'Apply failed with 1 conflict: conflict with "owner": .spec.minReplicas'),
    );
    expect(answer.body['details']).toMatchObject({
      causes: [
        { reason: 'FieldManagerConflict', message: 'conflict with "owner"', field: '.spec.minReplicas' },
      ],
    });
    expect(api.call('GET', HPA).body).toMatchObject({ spec: { minReplicas: 10 } });
  });

  test('by force is taken from him', () => {
    const { code, body } = apply('ann', spec({ minReplicas: 20 }), { force: 'true' });
    expect(code).toBe(200);
    expect(body).toMatchObject({ spec: { minReplicas: 20, maxReplicas: 400 } });
    expect(valueAt(entryOf(body, 'owner'), 'fieldsV1.f:spec')).not.toHaveProperty('f:minReplicas');
  });

  test('and then changed by an update belongs to the one who changed it', () => {
    apply('ann', spec({ minReplicas: 20 }), { force: 'true' });
    const body = { spec: { minReplicas: 30 } };
    const after = api.call('PATCH', HPA, { body, contentType: MERGE, query: { fieldManager: 'bob' } }).body;
    expect(valueAt(entryOf(after, 'bob'), 'fieldsV1')).toEqual({ 'f:spec': { 'f:minReplicas': {} } });
    expect(entryOf(after, 'ann')).toBeUndefined();
    expect(apply('ann', spec({ minReplicas: 20 }))).toMatchObject(
      refused(409, 'Conflict', 'conflict with "bob"'),
    );
  });
});

describe('what is no longer applied', () => {
  const labels = (value: object) => ({ metadata: { labels: value } });

  test('goes', () => {
    apply('ann', labels({ a: '1', b: '2' }));
    expect(apply('ann', labels({ b: '2' })).body).toMatchObject({ metadata: { labels: { b: '2' } } });
    expect(valueAt(api.call('GET', HPA).body, 'metadata.labels')).toEqual({ b: '2' });
  });

  test('stays while somebody else wants it too', () => {
    apply('ann', labels({ a: '1' }));
    apply('bob', labels({ a: '1' }));
    apply('ann', {});
    expect(valueAt(api.call('GET', HPA).body, 'metadata.labels')).toEqual({ a: '1' });
  });
});

test('containers merge by name: two managers each have their own', () => {
  const path = `${DEPLOYMENTS}/app`;
  const container = (fields: object) => ({ spec: { template: { spec: { containers: [fields] } } } });
  apply('ann', container({ name: 'app', image: 'app:2' }), {}, path);
  const { code, body } = apply('bob', container({ name: 'side', image: 'side:1' }), {}, path);
  expect(code).toBe(200);
  expect(itemsAt(body, 'spec.template.spec.containers')).toMatchObject([
    { name: 'app', image: 'app:2', resources: { requests: { cpu: '500m' } } },
    { name: 'side', image: 'side:1' },
  ]);
  const after = apply('bob', {}, {}, path).body;
  expect(itemsAt(after, 'spec.template.spec.containers')).toMatchObject([{ name: 'app' }]);
});

test('a status is applied through its subresource, and owned there', () => {
  const { body } = apply('ann', { status: { desiredReplicas: 7 } }, { force: 'true' }, `${HPA}/status`);
  expect(body).toMatchObject({ spec: { minReplicas: 10 }, status: { desiredReplicas: 7 } });
  expect(entryOf(body, 'ann')).toMatchObject({ operation: 'Apply', subresource: 'status' });
});

describe('is refused', () => {
  test.each([
    ['without a manager', '', {}, 422, 'Invalid', 'fieldManager: Required value'],
    [
      'with managed fields',
      'ann',
      { metadata: { managedFields: [] } },
      400,
      'BadRequest',
      'managedFields must be nil',
    ],
    ['what is no object', 'ann', 'text', 400, 'BadRequest', 'expected an object'],
    ['what is no YAML', 'ann', '{', 400, 'BadRequest', 'error decoding YAML'],
  ])('%s', (_, manager, body, code, reason, message) => {
    expect(apply(manager, body)).toMatchObject(refused(code, reason, message));
  });
});
