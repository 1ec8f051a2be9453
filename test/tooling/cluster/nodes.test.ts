import { expect, test } from 'vitest';
import { aNode } from '../../cluster/support/nodes.ts';

test('a node says that it is not Ready: without a word the taint would go before it has booted', () => {
  const { status } = aNode('n', { cpu: '3920m', pods: 7 });

  expect(status?.conditions).toMatchObject([{ type: 'Ready', status: 'False' }]);
  expect(status?.allocatable).toMatchObject({ cpu: '3920m', pods: '7' });
});
