import { describe, expect, test } from 'vitest';
import { listObjects } from '../../../src/adapters/kubernetes/object-list.ts';
import { Unavailable } from '../../../src/ports/faults.ts';
import { CannedTransport } from '../../support/canned-transport.ts';

const named = (name: string) => ({ metadata: { name, uid: name, resourceVersion: '1' } });
const signal = new AbortController().signal;

async function list(...answers: readonly unknown[]) {
  const transport = new CannedTransport(...answers);
  const names: string[] = [];
  const take = ({ metadata }: { metadata: { name: string } }): void => void names.push(metadata.name);
  const version = await listObjects(
    { transport, path: '/pods', query: { labelSelector: 'a=b' } },
    take,
    signal,
  );
  return { names, version, queries: transport.asked.map(({ query }) => query) };
}

describe('a list', () => {
  test('is all its pages, each asked for with the token of the one before', async () => {
    const { names, version, queries } = await list(
      { metadata: { resourceVersion: '7', continue: 'more' }, items: [named('a'), named('b')] },
      { metadata: { resourceVersion: '7', continue: '' }, items: [named('c')] },
    );
    expect([names, version]).toEqual([['a', 'b', 'c'], '7']);
    expect(queries).toEqual([
      { labelSelector: 'a=b', limit: 100, continue: undefined },
      { labelSelector: 'a=b', limit: 100, continue: 'more' },
    ]);
  });

  test('may be null when it is empty', async () => {
    expect(await list({ metadata: { resourceVersion: '7' }, items: null })).toMatchObject({ names: [] });
  });

  test.each([undefined, 'text', {}, { metadata: {}, items: [] }, { metadata: { resourceVersion: '7' } }])(
    '%j is none',
    async (answer) => {
      await expect(list(answer)).rejects.toThrow(Unavailable);
    },
  );
});
