import { describe, expect, test } from 'vitest';
import { findCommand, isInstallCurrent } from '../../bin/bootstrap/installed-packages.mjs';

const ZOD = { version: '4.6.7', integrity: 'sha512-z' };
const VITEST = { version: '5.1.1', integrity: 'sha512-v', dev: true };
const BINARY = { version: '2.5.15', integrity: 'sha512-b', dev: true, optional: true, cpu: ['x64'] };
const OTHER_PLATFORM = { ...BINARY, os: ['darwin'] };
const machine = { platform: 'linux', arch: 'x64', libc: 'glibc' };
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
    expect(isInstallCurrent(lock, hidden, { withDev: true, machine })).toBe(want);
  });

  test('the command itself runs without the development packages, the tools do not', () => {
    const hidden = { packages: { 'node_modules/zod': ZOD } };

    expect(isInstallCurrent(lock, hidden, { withDev: false, machine })).toBe(true);
    expect(isInstallCurrent(lock, hidden, { withDev: true, machine })).toBe(false);
  });
});

describe('an optional package that is missing', () => {
  const cases = {
    'made for this machine': { want: { ...BINARY, os: ['linux'] }, current: false },
    'made for several, this machine among them': {
      want: { ...BINARY, os: ['darwin', 'linux'] },
      current: false,
    },
    'made for its C library': { want: { ...BINARY, os: ['linux'], libc: ['glibc'] }, current: false },
    'made for another C library': { want: { ...BINARY, os: ['linux'], libc: ['musl'] }, current: true },
    'made for another system': { want: OTHER_PLATFORM, current: true },
    'made for another processor': { want: { ...BINARY, os: ['linux'], cpu: ['arm64'] }, current: true },
    'made for none in particular': {
      want: { version: '2.8.1', integrity: 'x', optional: true },
      current: true,
    },
  };
  test.each(Object.entries(cases))('%s', (_, { want, current }) => {
    const hidden = { packages: { 'node_modules/zod': ZOD } };
    const extended = { packages: { 'node_modules/zod': ZOD, 'node_modules/tool-binary': want } };

    expect(isInstallCurrent(extended, hidden, { withDev: true, machine })).toBe(current);
  });

  test('is not asked for by its C library where that is not known', () => {
    const lockWithLibc = { packages: { 'node_modules/b': { ...BINARY, os: ['linux'], libc: ['glibc'] } } };

    const scope = { withDev: true, machine: { ...machine, libc: undefined } };

    expect(isInstallCurrent(lockWithLibc, { packages: {} }, scope)).toBe(true);
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
