import { expect, test } from 'vitest';
import { probePage } from '../../../src/adapters/system/probe-page.ts';

const well = async () => undefined;

test('all well', async () => {
  expect(await probePage({ loop: well, caches: well })).toMatchObject({
    status: 200,
    text: '[+]loop ok\n[+]caches ok\n',
  });
});

test.each([
  ['complains', async () => 'has taken no key for 300 s', 'has taken no key for 300 s'],
  ['throws', () => Promise.reject(new Error('503')), '503'],
])('a check that %s is named, beside those that are well', async (_, check, said) => {
  expect(await probePage({ caches: well, loop: check })).toMatchObject({
    status: 503,
    text: `[+]caches ok\n[-]loop failed: ${said}\n`,
  });
});
