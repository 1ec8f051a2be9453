import { expect, it } from 'vitest';
import { withFields } from '../../../src/main/functions/log-fields.ts';

it('says of every entry what is common to all, and lets an entry say otherwise', () => {
  const lines: unknown[] = [];
  const write = (message: string, fields: object) => void lines.push({ message, ...fields });
  const log = withFields({ info: write, warn: write }, { requestId: 'r-1', cluster: 'live' });

  log.info('one', { key: 'a' });
  log.warn('two', { cluster: 'spare' });

  expect(lines).toEqual([
    { message: 'one', requestId: 'r-1', cluster: 'live', key: 'a' },
    { message: 'two', requestId: 'r-1', cluster: 'spare' },
  ]);
});
