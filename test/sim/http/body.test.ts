import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../src/ports/http-exchange.ts';
import { asObject, readObject, readPatchType } from '../../../src/sim/http/body.ts';

const requestOf = (body: string, type: string | undefined): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: type === undefined ? {} : { 'content-type': type },
  body,
});

describe('a body', () => {
  test.each([
    ['JSON', '{"a": [1]}', 'application/json'],
    ['JSON with a character set', '{"a": [1]}', 'Application/JSON; charset=utf-8'],
    ['JSON that does not say so', '{"a": [1]}', undefined],
    ['YAML', 'a: [1]', 'application/yaml'],
  ])('may be %s', (_, body, type) => {
    expect(readObject(requestOf(body, type))).toEqual({ a: [1] });
  });

  test.each([
    ['no JSON', '{"a": ', 'application/json', 400, 'the object provided is unrecognized: '],
    ['no YAML', 'a: [', 'application/yaml', 400, 'error decoding YAML: '],
    ['a list', '[]', 'application/json', 400, 'expected an object'],
    ['nothing', '', 'application/yaml', 400, 'expected an object'],
    ['null', 'null', undefined, 400, 'expected an object'],
    ['protobuf', 'k8s', 'application/vnd.kubernetes.protobuf', 415, 'application/json'],
  ])('that is %s is refused in words', (_, body, type, code, message) => {
    const refusal = { code, message: expect.stringContaining(message) as string };
    expect(() => readObject(requestOf(body, type))).toThrow(expect.objectContaining(refusal));
  });
});

describe('a patch', () => {
  test('is of the type that its header names', () => {
    expect(readPatchType(requestOf('', 'application/merge-patch+json; charset=utf-8'))).toBe(
      'application/merge-patch+json',
    );
  });

  test.each(['application/json', '', undefined])(
    'of the type %j is refused, with those there are',
    (type) => {
      expect(() => readPatchType(requestOf('{}', type))).toThrow(
        expect.objectContaining({
          code: 415,
          message: expect.stringContaining('application/apply-patch+yaml') as string,
        }),
      );
    },
  );
});

test('only a map is an object', () => {
  for (const value of [null, undefined, [], 'x', 3])
    expect(() => asObject(value)).toThrow('expected an object');
  expect(asObject({ a: 1 })).toEqual({ a: 1 });
});
