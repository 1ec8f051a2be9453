/** The manifests as kustomize would read them: folders, their kustomization, and the objects of each file. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

export interface Kustomization {
  readonly resources: readonly string[];
}

export const foldersWithKustomization = (): readonly string[] =>
  readdirSync(`${ROOT}/manifests`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('kustomization.yaml'))
    .map((path) => `manifests/${path.replace(/\/?kustomization\.yaml$/, '')}`)
    .toSorted();

export const foldersUnder = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}/${folder}`).map((name) => `${folder}/${name}`);

export const filesIn = (folder: string): readonly string[] =>
  readdirSync(`${ROOT}/${folder}`).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');

export const readManifests = (path: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(`${ROOT}/${path}`, 'utf8'), { strict: true }).map((document) => {
    if (document.errors.length > 0) throw new Error(`${path}: ${String(document.errors[0])}`);
    return document.toJS() as Manifest;
  });

export const readKustomization = (folder: string): Kustomization =>
  readManifests(`${folder}/kustomization.yaml`)[0] as unknown as Kustomization;

/** The one object of a kind in a file. */
export function readManifest<T>(path: string, kind: string): T {
  const found = readManifests(path).filter((object) => object.kind === kind);
  if (found.length !== 1) throw new Error(`${path}: expected one ${kind}, got ${found.length}`);
  return found[0] as unknown as T;
}
