import { expect, test } from 'vitest';
import { distinguishedName } from '../../cluster/support/certificates.ts';

const CASES = {
  'a user': { subject: { name: 'ada' }, want: '/CN=ada' },
  'a user in groups': {
    subject: { name: 'ada', groups: ['dev', 'system:masters'] },
    want: '/O=dev/O=system:masters/CN=ada',
  },
  'what openssl would split at': { subject: { name: 'a/b+c' }, want: String.raw`/CN=a\/b\+c` },
};

test.each(Object.entries(CASES))('%s', (_, { subject, want }) => {
  expect(distinguishedName(subject)).toBe(want);
});
