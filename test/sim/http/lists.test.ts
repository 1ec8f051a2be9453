import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aKubeApi,
  CONFIG_MAPS,
  configMap,
  type KubeApiUnderTest,
  refused,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi({ window: 50 });
});

interface ListBody {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
}
const list = (query: Readonly<Record<string, string>> = {}, path = CONFIG_MAPS): ListBody => {
  const { code, body } = api.call('GET', path, { query });
  expect(code).toBe(200);
  return body as unknown as ListBody;
};
const names = ({ items }: ListBody): readonly string[] => items.map(({ metadata }) => metadata.name);
const put = (name: string, labels = {}) =>
  api.call('POST', CONFIG_MAPS, { body: configMap(name, {}, labels) });

/** All pages; `between` happens after each of them. */
function pages(limit: number, between: () => void = () => undefined): readonly string[] {
  const all: string[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const page = list({ limit: String(limit), continue: token });
    all.push(...names(page));
    token = page.metadata.continue;
    between();
  }
  return all;
}

describe('a list', () => {
  test('says its version, and its items by name', () => {
    for (const name of ['b', 'c', 'a']) put(name);
    const found = list();
    expect(names(found)).toEqual(['a', 'b', 'c']);
    expect(found.metadata.resourceVersion).toBe(String(api.api.version));
    expect(api.call('GET', CONFIG_MAPS).body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
  });

  test('of one namespace or of all', () => {
    put('a');
    api.call('POST', '/api/v1/namespaces/default/configmaps', { body: configMap('b') });
    expect(names(list())).toEqual(['a']);
    expect(names(list({}, '/api/v1/configmaps'))).toEqual(['b', 'a']);
  });

  test('by labels and fields', () => {
    put('a', { tier: 'web' });
    put('b', { tier: 'web' });
    put('c');
    expect(names(list({ labelSelector: 'tier=web' }))).toEqual(['a', 'b']);
    expect(names(list({ labelSelector: 'tier=web', fieldSelector: 'metadata.name!=a' }))).toEqual(['b']);
  });

  test('in the past, where that is asked for', () => {
    put('a');
    const then = String(api.api.version);
    put('b');
    api.call('DELETE', `${CONFIG_MAPS}/a`);
    expect(names(list({ resourceVersion: then, resourceVersionMatch: 'Exact' }))).toEqual(['a']);
    expect(names(list({ resourceVersion: then }))).toEqual(['b']);
  });
});

describe('pages', () => {
  test('say how many are left', () => {
    for (const name of ['a', 'b', 'c']) put(name);
    expect(list({ limit: '2' }).metadata).toMatchObject({
      remainingItemCount: 1,
      continue: expect.any(String) as string,
    });
    expect(list({ limit: '3' }).metadata).not.toHaveProperty('continue');
  });

  test('hold the whole list as it was, whatever happens between them', async () => {
    const wanted = fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 1, maxLength: 12 });
    const check = async (numbers: readonly number[], limit: number): Promise<void> => {
      api = await aKubeApi({ window: 100 });
      for (const number of numbers) put(`n-${number}`);
      let added = 0;
      const all = pages(limit, () => {
        api.call('DELETE', `${CONFIG_MAPS}/n-${numbers[added] ?? 0}`);
        put(`m-${(added += 1)}`);
      });
      expect(all).toEqual(numbers.map((number) => `n-${number}`).toSorted());
    };
    await fc.assert(fc.asyncProperty(wanted, fc.integer({ min: 1, max: 5 }), check), { numRuns: 25 });
  });

  test('end with 410 when their version has fallen out of the window', () => {
    for (const name of ['a', 'b']) put(name);
    const token = list({ limit: '1' }).metadata.continue ?? '';
    for (let count = 0; count < 120; count += 1) put(`x-${count}`);
    expect(api.call('GET', CONFIG_MAPS, { query: { limit: '1', continue: token } })).toMatchObject(
      refused(410, 'Expired', 'The provided continue parameter is too old'),
    );
  });
});

describe('is refused', () => {
  test.each([
    ['a version from the future', { resourceVersion: '99999' }, 504, 'Timeout', 'Too large resource version'],
    ['a version that is none', { resourceVersion: 'x' }, 400, 'BadRequest', 'resourceVersion'],
    [
      'a match without a version',
      { resourceVersionMatch: 'Exact' },
      400,
      'BadRequest',
      'resourceVersionMatch is forbidden',
    ],
    ['a token of its own making', { continue: 'abc' }, 400, 'BadRequest', 'continue key is not valid'],
    ['a limit that is none', { limit: '-1' }, 400, 'BadRequest', 'limit'],
    ['a selector that is none', { labelSelector: '=a' }, 400, 'BadRequest', 'unable to parse requirement'],
    [
      'a field one cannot select by',
      { fieldSelector: 'data.a=b' },
      400,
      'BadRequest',
      'field label not supported: data.a',
    ],
  ])('%s', (_, query, code, reason, message) => {
    expect(api.call('GET', CONFIG_MAPS, { query })).toMatchObject(refused(code, reason, message));
  });
});
