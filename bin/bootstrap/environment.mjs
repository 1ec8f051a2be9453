/** The environment of what is started: the same, with folders ahead of PATH. Pure. */
import { delimiter } from 'node:path';

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} folders
 * @returns {NodeJS.ProcessEnv}
 */
export function prependPath(env, folders) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const kept = (env[key] ?? '').split(delimiter).filter((entry) => entry !== '' && !folders.includes(entry));
  return { ...env, [key]: [...folders, ...kept].join(delimiter) };
}
