import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  filesIn,
  foldersWithKustomization,
  ROOT,
  readKustomization,
  readManifests,
} from './support/manifest-files.ts';

describe('kustomizations', () => {
  test('there is the base', () => {
    expect(foldersWithKustomization()).toContain('manifests/base');
  });

  test.each(foldersWithKustomization())('%s names what is there, and all of it', (folder) => {
    const { resources } = readKustomization(folder);
    expect(resources.filter((path) => !existsSync(`${ROOT}/${folder}/${path}`))).toEqual([]);
    expect(resources.filter((path) => path.endsWith('.yaml')).toSorted()).toEqual(filesIn(folder).toSorted());
  });

  test('every object has a kind and a name', () => {
    const objects = ['manifests/base', 'manifests/functions', 'manifests/examples/news-app']
      .flatMap((folder) => filesIn(folder).map((file) => `${folder}/${file}`))
      .flatMap(readManifests);
    expect(objects.length).toBeGreaterThan(10);
    expect(objects.filter(({ kind, metadata }) => !kind || !metadata.name)).toEqual([]);
  });
});
