/** What a watch tells, in which order, and when it no longer can. */
import { textAt, valueAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour } from '../behaviour.ts';
import { get, outcome, patch, pathOf, post } from '../requests.ts';
import type { Answer, Frame, OpenWatch, World } from '../world.ts';

const put = (world: World, name: string, labels: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  post(world, pathOf(world, 'configmaps'), { metadata: { name, labels } });
const label = (world: World, name: string, labels: object): Promise<Answer> =>
  patch(world, pathOf(world, 'configmaps', name), { metadata: { labels } });
const remove = (world: World, name: string): Promise<Answer> =>
  world.ask({ method: 'DELETE', path: pathOf(world, 'configmaps', name) });

async function versionOf(world: World): Promise<string> {
  const { body } = await get(world, pathOf(world, 'configmaps'));
  return textAt(body, 'metadata.resourceVersion');
}

/** Each namespace has a ConfigMap of its own on a real cluster. */
const isOurs = ({ type, object }: Frame): boolean =>
  type === 'BOOKMARK' || textAt(object, 'metadata.name') !== 'kube-root-ca.crt';

function told({ frames }: OpenWatch): string {
  const lines = frames.filter(isOurs).map(({ type, object }) => {
    const name = textAt(object, 'metadata.name');
    return name === '<none>' ? type : `${type} ${name}`;
  });
  return lines.length === 0 ? 'nothing' : lines.join(', ');
}

const order: Behaviour = {
  name: 'the order of a watch',
  observe: async (world) => {
    const resourceVersion = await versionOf(world);
    await put(world, 'a');
    const path = pathOf(world, 'configmaps');
    const all = await world.watch(path, { resourceVersion });
    const labelled = await world.watch(path, { resourceVersion, labelSelector: 'on=yes' });
    await put(world, 'b', { on: 'yes' });
    await label(world, 'a', { on: 'yes' });
    await label(world, 'b', { on: null });
    await remove(world, 'a');
    await Promise.all([all.until(5), labelled.until(4)]);
    for (const watch of [all, labelled]) watch.close();
    const versions = all.frames.map(({ object }) => Number(textAt(object, 'metadata.resourceVersion')));
    const isRising = versions.every((version, index) => index === 0 || version > (versions[index - 1] ?? 0));
    return [
      { what: 'from a version', value: told(all) },
      { what: 'versions', value: isRising ? 'rise' : 'do not rise' },
      { what: 'by label', value: told(labelled) },
    ];
  },
};

const bookmarks: Behaviour = {
  name: 'bookmarks, and the end of a watch',
  observe: async (world) => {
    await put(world, 'a');
    const path = pathOf(world, 'configmaps');
    const marked = {
      allowWatchBookmarks: 'true',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      labelSelector: 'none',
    };
    const initial = await world.watch(path, marked);
    await initial.until(1);
    initial.close();
    const end = valueAt(initial.frames.at(-1)?.object, 'metadata.annotations') as object | undefined;
    const resourceVersion = await versionOf(world);
    const timed = {
      allowWatchBookmarks: 'true',
      timeoutSeconds: '5',
      resourceVersion,
      labelSelector: 'none',
    };
    const from = world.now();
    const watch = await world.watch(path, timed);
    await world.pass(6.5);
    await watch.ended();
    const isOver = world.now() - from < 12;
    return [
      { what: 'the end of the initial events', value: `${told(initial)} ${Object.keys(end ?? {}).join()}` },
      { what: 'a bookmark before `timeoutSeconds` are over', value: told(watch).split(', ')[0] ?? '' },
      { what: 'the stream then', value: isOver ? 'ends' : 'goes on' },
    ];
  },
};

const expiry: Behaviour = {
  name: 'a version that has expired',
  alone: true,
  observe: async (world) => {
    const path = pathOf(world, 'configmaps');
    for (const name of ['a', 'b', 'c']) await put(world, name);
    const page = await world.ask({ method: 'GET', path, query: { limit: '1' } });
    const resourceVersion = textAt(page.body, 'metadata.resourceVersion');
    await label(world, 'a', { on: 'yes' });
    await world.expireWatches();
    const watch = await world.watch(path, { resourceVersion });
    await watch.until(1);
    watch.close();
    const [frame] = watch.frames;
    const query = { limit: '1', continue: textAt(page.body, 'metadata.continue') };
    const next = await world.ask({ method: 'GET', path, query });
    return [
      {
        what: 'a watch from it',
        value: `${frame?.type} ${textAt(frame?.object, 'code')} ${textAt(frame?.object, 'reason')}`,
      },
      { what: 'the next page of a list', value: outcome(next) },
      { what: 'a list from the start', value: outcome(await get(world, path)) },
    ];
  },
};

export const WATCHES: readonly Behaviour[] = [order, bookmarks, expiry];
