import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BuildInputs, cacheRoot, nameBuild } from '../../../scripts/control-plane/cache.ts';

const INPUTS: BuildInputs = {
  pins: { 'etcd/go.mod': 'module etcd', 'etcd/go.sum': 'etcd h1:x' },
  flags: ['-trimpath'],
  machine: 'linux-x64',
};

describe('nameBuild', () => {
  test('does not depend on the order of the files', () => {
    const pins = { 'etcd/go.sum': 'etcd h1:x', 'etcd/go.mod': 'module etcd' };

    expect(nameBuild({ ...INPUTS, pins })).toBe(nameBuild(INPUTS));
  });

  const changes: Readonly<Record<string, Partial<BuildInputs>>> = {
    'another pin': { pins: { ...INPUTS.pins, 'etcd/go.sum': 'etcd h1:y' } },
    'one module more': { pins: { ...INPUTS.pins, 'kwok/go.mod': 'module kwok' } },
    'the same text in another file': { pins: { 'kwok/go.mod': 'module etcd', 'etcd/go.sum': 'etcd h1:x' } },
    'another flag': { flags: ['-trimpath', '-race'] },
    'another machine': { machine: 'linux-arm64' },
  };
  test.each(Object.entries(changes))('%s gives another name', (_, change) => {
    expect(nameBuild({ ...INPUTS, ...change })).not.toBe(nameBuild(INPUTS));
  });
});

describe('cacheRoot', () => {
  test('XDG_CACHE_HOME moves it', () => {
    expect(cacheRoot({ XDG_CACHE_HOME: '/big' })).toBe(join('/big', 'forescale', 'control-plane'));
  });

  test.each([{}, { XDG_CACHE_HOME: '' }])('it is in the home of the user with %j', (env) => {
    expect(cacheRoot(env)).toMatch(/\.cache.forescale.control-plane$/);
  });
});
