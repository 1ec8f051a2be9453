import { beforeEach, describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import {
  aKubeApi,
  CONFIG_MAPS,
  configMap,
  type KubeApiUnderTest,
  MERGE,
  type OpenWatch,
} from '../../support/a-kube-api.ts';

let api: KubeApiUnderTest;
beforeEach(async () => {
  api = await aKubeApi({ window: 5 });
});

const put = (name: string, labels = {}) =>
  api.call('POST', CONFIG_MAPS, { body: configMap(name, {}, labels) });
const label = (name: string, labels: object) =>
  api.call('PATCH', `${CONFIG_MAPS}/${name}`, { body: { metadata: { labels } }, contentType: MERGE });
const lines = ({ frames }: OpenWatch): readonly string[] =>
  frames.map(({ type, object }) => `${type} ${nameOf(object)}`.trim());
const nameOf = (object: unknown): string => {
  const name = valueAt(object, 'metadata.name');
  return typeof name === 'string' ? name : '';
};
const version = () => String(api.api.version);

describe('a watch begins', () => {
  test.each(['', '0'])('with what there is, at version %j', (resourceVersion) => {
    put('a');
    const watch = api.watch(CONFIG_MAPS, { resourceVersion });
    put('b');
    expect(lines(watch)).toEqual(['ADDED a', 'ADDED b']);
  });

  test('after a version, with what came since', () => {
    put('a');
    const resourceVersion = version();
    put('b');
    api.call('DELETE', `${CONFIG_MAPS}/a`);
    expect(lines(api.watch(CONFIG_MAPS, { resourceVersion }))).toEqual(['ADDED b', 'DELETED a']);
  });

  test('with the initial events and their end, when asked for', () => {
    put('a');
    const watch = api.watch(CONFIG_MAPS, {
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: 'true',
    });
    expect(lines(watch)).toEqual(['ADDED a', 'BOOKMARK']);
    expect(watch.frames[1]?.object).toMatchObject({
      metadata: { resourceVersion: version(), annotations: { 'k8s.io/initial-events-end': 'true' } },
    });
  });

  test('not after a version that has fallen out of the window: 410 in the stream, and the end', () => {
    const resourceVersion = version();
    for (let count = 0; count < 20; count += 1) put(`a-${count}`);
    const watch = api.watch(CONFIG_MAPS, { resourceVersion });
    expect(watch).toMatchObject({
      ended: true,
      frames: [{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }],
    });
    expect(watch.frames[0]?.object['message']).toContain(`too old resource version: ${resourceVersion}`);
  });
});

describe('a change', () => {
  test('of another kind, namespace or name is not told', () => {
    const watch = api.watch(CONFIG_MAPS, { fieldSelector: 'metadata.name=a' });
    const elsewhere = '/api/v1/namespaces/default/configmaps';
    api.call('POST', elsewhere, { body: configMap('a') });
    put('b');
    put('a');
    expect(lines(watch)).toEqual(['ADDED a']);
  });

  test('that leads into a selection adds, one that leads out of it deletes', () => {
    const watch = api.watch(CONFIG_MAPS, { labelSelector: 'tier=web' });
    put('a');
    label('a', { tier: 'web' });
    label('a', { tier: 'web', note: 'x' });
    label('a', { tier: 'cache' });
    expect(lines(watch)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
  });

  test('carries versions that rise, the deletion too', () => {
    const watch = api.watch(CONFIG_MAPS);
    put('a');
    label('a', { b: 'c' });
    api.call('DELETE', `${CONFIG_MAPS}/a`);
    const versions = watch.frames.map(({ object }) => Number(textAt(object, 'metadata.resourceVersion')));
    expect(versions).toEqual([...versions].toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(3);
    expect(versions.at(-1)).toBe(api.api.version);
  });
});

describe('a watch ends', () => {
  test('when its time is over, with a bookmark where one is wanted', async () => {
    const watch = api.watch(CONFIG_MAPS, { timeoutSeconds: '30', allowWatchBookmarks: 'true' });
    await api.advance(seconds(29));
    expect(watch.ended).toBe(false);
    await api.advance(seconds(1));
    expect(watch.ended).toBe(true);
    expect(lines(watch)).toEqual(['BOOKMARK']);
  });

  test('not before, but says every minute how far it has come', async () => {
    const watch = api.watch(CONFIG_MAPS, { timeoutSeconds: '300', allowWatchBookmarks: 'true' });
    await api.advance(minutes(2));
    expect(watch.ended).toBe(false);
    expect(lines(watch)).toEqual(['BOOKMARK', 'BOOKMARK']);
  });

  test('when the client leaves: nothing more is told', () => {
    const watch = api.watch(CONFIG_MAPS);
    put('a');
    watch.stop();
    put('b');
    expect(lines(watch)).toEqual(['ADDED a']);
  });
});
