import { delimiter } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prependPath } from '../../bin/bootstrap/environment.mjs';

const path = (...folders: readonly string[]): string => folders.join(delimiter);

describe('prependPath', () => {
  const cases = {
    'puts the folders first': {
      env: { PATH: path('/usr/bin', '/bin') },
      want: { PATH: path('/n', '/m', '/usr/bin', '/bin') },
    },
    'moves one that is there already': {
      env: { PATH: path('/bin', '/m') },
      want: { PATH: path('/n', '/m', '/bin') },
    },
    'drops empty entries, which would mean the working folder': {
      env: { PATH: path('', '/bin', '') },
      want: { PATH: path('/n', '/m', '/bin') },
    },
    'keeps the spelling of the name': { env: { Path: '/bin' }, want: { Path: path('/n', '/m', '/bin') } },
    'makes one where there is none': { env: { HOME: '/h' }, want: { HOME: '/h', PATH: path('/n', '/m') } },
  };
  test.each(Object.entries(cases))('%s', (_, { env, want }) => {
    expect(prependPath(env, ['/n', '/m'])).toEqual(want);
  });
});
