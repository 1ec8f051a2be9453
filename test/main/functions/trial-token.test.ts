import { expect, test } from 'vitest';
import { trialToken } from '../../../src/main/functions/trial-token.ts';

test.each(['https://127.0.0.1:6443', 'http://localhost', 'https://[::1]:6443'])(
  'a trial on %s is shown the token as it stands, and no other when it is refused',
  async (server) => {
    const source = trialToken('plain', new URL(server));
    expect([await source?.token(), await source?.renew('plain')]).toEqual(['plain', 'plain']);
  },
);

test.each(['https://10.0.0.1', 'https://localhost.example.com', 'https://127.0.0.1.example.com'])(
  '%s is never shown a token that does not end',
  (server) => {
    expect(trialToken('plain', new URL(server))).toBeUndefined();
  },
);

test('without a token there is no trial', () => {
  expect(trialToken(undefined, new URL('https://127.0.0.1'))).toBeUndefined();
});
