/** What node_modules holds against what package-lock.json asks for, both as npm wrote them. Pure. */

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, dev?: boolean, optional?: boolean,
 *   devOptional?: boolean, bin?: Record<string, string> }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 */

/**
 * True when every package that is needed is installed at the locked version and nothing else is.
 * Times of files are not looked at: a checkout or a copy changes them.
 * @param {LockFile} lock
 * @param {LockFile | undefined} hidden node_modules/.package-lock.json; npm writes it last, so a torn install has none
 * @param {{ readonly withDev: boolean }} scope
 */
export function isInstallCurrent(lock, hidden, { withDev }) {
  if (hidden?.packages === undefined) return false;
  const wanted = lock.packages ?? {};
  const found = hidden.packages;
  if (Object.keys(found).some((path) => wanted[path] === undefined)) return false;
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '') return true;
    const have = found[path];
    if (have === undefined) return isLeaveable(want, withDev);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

/** Optional packages belong to other platforms, development packages to checkouts alone. @param {LockedPackage} want @param {boolean} withDev */
function isLeaveable(want, withDev) {
  return want.optional === true || want.devOptional === true || (want.dev === true && !withDev);
}

/**
 * The script behind a command of node_modules/.bin, as a path below the checkout; the links themselves are
 * shell scripts on some platforms.
 * @param {LockFile} hidden
 * @param {string} command
 */
export function findCommand(hidden, command) {
  for (const [path, { bin }] of Object.entries(hidden.packages ?? {})) {
    const isTopLevel = path.lastIndexOf('node_modules/') === 0;
    const script = isTopLevel ? bin?.[command] : undefined;
    if (script !== undefined) return `${path}/${script}`;
  }
  return undefined;
}
