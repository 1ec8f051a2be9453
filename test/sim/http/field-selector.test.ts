import { expect, test } from 'vitest';
import type { Kind, KubeObject } from '../../../src/sim/api/objects.ts';
import { parseFieldSelector } from '../../../src/sim/http/field-selector.ts';
import { RESOURCE_TYPES, type ResourceType } from '../../../src/sim/http/resource-types.ts';

const typeOf = (kind: Kind): ResourceType => {
  const found = RESOURCE_TYPES.find((type) => type.kind === kind);
  if (found === undefined) throw new Error(`expected ${kind} to be served`);
  return found;
};
const object = (kind: Kind, fields: object): KubeObject =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'a', namespace: 'news' }, ...fields }) as KubeObject;
const pod = object('Pod', { spec: { nodeName: 'node-1' }, status: { phase: 'Running' } });

test.each([
  ['metadata.name=a', true],
  ['metadata.namespace==news,metadata.name!=b', true],
  ['spec.nodeName=node-1', true],
  ['spec.nodeName=', false],
  ['status.phase!=Running', false],
])('a pod by %s: %s', (selector, chosen) => {
  expect(parseFieldSelector(selector, typeOf('Pod'))(pod)).toBe(chosen);
});

test('an Event by what it is about', () => {
  const event = object('Event', { involvedObject: { kind: 'Pod', name: 'p' } });
  const matches = parseFieldSelector('involvedObject.kind=Pod,involvedObject.name=p', typeOf('Event'));
  expect(matches(event)).toBe(true);
});

test('a Node that nobody cordoned counts as schedulable', () => {
  const matches = parseFieldSelector('spec.unschedulable=false', typeOf('Node'));
  expect([
    matches(object('Node', { spec: {} })),
    matches(object('Node', { spec: { unschedulable: true } })),
  ]).toEqual([true, false]);
});

test('a field of another kind, and what is no selector, are refused', () => {
  expect(() => parseFieldSelector('spec.nodeName=a', typeOf('Node'))).toThrow(
    'field label not supported: spec.nodeName',
  );
  expect(() => parseFieldSelector('metadata.name', typeOf('Node'))).toThrow(
    "can't understand 'metadata.name'",
  );
});
