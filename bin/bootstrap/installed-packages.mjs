/** What node_modules holds against what package-lock.json asks for, both as npm wrote them. Pure. */

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string[], cpu?: string[], libc?: string[], bin?: Record<string, string> }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} LockFile
 * @typedef {{ readonly platform: string, readonly arch: string, readonly libc: string | undefined }} Machine
 */

/**
 * True when every package that is needed is installed at the locked version and nothing else is.
 * Times of files are not looked at: a checkout or a copy changes them.
 * @param {LockFile} lock
 * @param {LockFile | undefined} hidden node_modules/.package-lock.json; npm writes it last, so a torn install has none
 * @param {{ readonly withDev: boolean, readonly machine: Machine }} scope
 */
export function isInstallCurrent(lock, hidden, { withDev, machine }) {
  if (hidden?.packages === undefined) return false;
  const wanted = lock.packages ?? {};
  const found = hidden.packages;
  if (Object.keys(found).some((path) => wanted[path] === undefined)) return false;
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '' || (want.dev === true && !withDev)) return true;
    const have = found[path];
    if (have === undefined) return isOptional(want) && !isMadeFor(want, machine);
    return have.version === want.version && have.integrity === want.integrity;
  });
}

/** @param {LockedPackage} want */
function isOptional({ optional, devOptional }) {
  return optional === true || devOptional === true;
}

/**
 * An old npm or Node leaves out the binary that a tool needs on this very machine, and calls the install good.
 * @param {LockedPackage} want
 * @param {Machine} machine
 */
function isMadeFor({ os, cpu, libc }, machine) {
  if (os?.includes(machine.platform) !== true || cpu?.includes(machine.arch) !== true) return false;
  return libc === undefined || (machine.libc !== undefined && libc.includes(machine.libc));
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
