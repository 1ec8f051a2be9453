import { describe, expect, test } from 'vitest';
import { readControllerConfig } from '../../src/config/controller/controller-config.ts';
import { readSurge } from '../../src/resources/surge/codec.ts';
import { readSurgeSchedule } from '../../src/resources/surge-schedule/codec.ts';
import {
  filesIn,
  foldersUnder,
  type Manifest,
  readManifest,
  readManifests,
} from './support/manifest-files.ts';

const examples = foldersUnder('manifests/examples').flatMap((folder) =>
  filesIn(folder).flatMap((file) => readManifests(`${folder}/${file}`)),
);
const ofKind = (kind: string): readonly Manifest[] => examples.filter((object) => object.kind === kind);

describe('examples', () => {
  test.each(ofKind('Surge').map((object) => [object.metadata.name, object]))(
    'Surge %s is one',
    (_, object) => {
      expect(readSurge(object)).toMatchObject({ kind: 'surge' });
    },
  );

  test.each(ofKind('SurgeSchedule').map((object) => [object.metadata.name, object]))(
    'SurgeSchedule %s is one',
    (_, object) => {
      expect(readSurgeSchedule(object)).toMatchObject({ kind: 'schedule' });
    },
  );

  test('there are some of each', () => {
    expect(ofKind('Surge').length).toBeGreaterThan(0);
    expect(ofKind('SurgeSchedule').length).toBeGreaterThan(1);
  });
});

describe('the configuration of the base', () => {
  test('is one that the controller takes', () => {
    const { data } = readManifest<{ readonly data: Readonly<Record<string, string>> }>(
      'manifests/base/config.yaml',
      'ConfigMap',
    );
    const text = data['forescale.yaml'] ?? '';
    const reading = readControllerConfig({
      file: { name: 'forescale.yaml', text },
      environment: {},
      flags: [],
    });

    expect(reading).toMatchObject({ ok: true, config: { leaderElection: { enabled: true } } });
  });
});
