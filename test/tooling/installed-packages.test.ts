import { describe, expect, test } from 'vitest';
import { findCommand, isInstallCurrent } from '../../bin/bootstrap/installed-packages.mjs';

const ZOD = { version: '4.6.7', integrity: 'sha512-z' };
const VITEST = { version: '5.1.1', integrity: 'sha512-v', dev: true };
const OTHER_PLATFORM = { version: '2.5.15', integrity: 'sha512-b', dev: true, optional: true };
const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': ZOD,
    'node_modules/vitest': VITEST,
    'node_modules/@biomejs/cli-darwin-x64': OTHER_PLATFORM,
  },
};
const found = { 'node_modules/zod': ZOD, 'node_modules/vitest': VITEST };

describe('isInstallCurrent', () => {
  const cases = {
    'nothing installed': { hidden: undefined, want: false },
    'a hidden lock without packages': { hidden: {}, want: false },
    'an empty node_modules': { hidden: { packages: {} }, want: false },
    'all but the other platforms': { hidden: { packages: found }, want: true },
    everything: {
      hidden: { packages: { ...found, 'node_modules/@biomejs/cli-darwin-x64': OTHER_PLATFORM } },
      want: true,
    },
    'a package is missing': { hidden: { packages: { 'node_modules/vitest': VITEST } }, want: false },
    'an older version': {
      hidden: { packages: { ...found, 'node_modules/zod': { ...ZOD, version: '4.6.6' } } },
      want: false,
    },
    'other content': {
      hidden: { packages: { ...found, 'node_modules/zod': { ...ZOD, integrity: 'x' } } },
      want: false,
    },
    'an older optional one': {
      hidden: {
        packages: {
          ...found,
          'node_modules/@biomejs/cli-darwin-x64': { ...OTHER_PLATFORM, version: '2.5.0' },
        },
      },
      want: false,
    },
    'one too many': {
      hidden: { packages: { ...found, 'node_modules/zod/node_modules/a': ZOD } },
      want: false,
    },
  };
  test.each(Object.entries(cases))('%s', (_, { hidden, want }) => {
    expect(isInstallCurrent(lock, hidden, { withDev: true })).toBe(want);
  });

  test('the command itself runs without the development packages, the tools do not', () => {
    const hidden = { packages: { 'node_modules/zod': ZOD } };

    expect(isInstallCurrent(lock, hidden, { withDev: false })).toBe(true);
    expect(isInstallCurrent(lock, hidden, { withDev: true })).toBe(false);
  });
});

describe('findCommand', () => {
  const hidden = {
    packages: {
      'node_modules/a/node_modules/typescript': { bin: { tsc: 'old/tsc' } },
      'node_modules/typescript': { bin: { tsc: 'bin/tsc', tsserver: 'bin/tsserver' } },
      'node_modules/@biomejs/biome': { bin: { biome: 'bin/biome' } },
      'node_modules/zod': {},
    },
  };
  const cases = {
    tsc: 'node_modules/typescript/bin/tsc',
    biome: 'node_modules/@biomejs/biome/bin/biome',
    zod: undefined,
    nothing: undefined,
  };
  test.each(Object.entries(cases))('%s: %s', (command, want) => {
    expect(findCommand(hidden, command)).toBe(want);
  });
});
