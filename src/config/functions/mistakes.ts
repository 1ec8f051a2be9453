/** Rules across the fields of the functions' configuration: names that stand for nothing, alarms that ask for nothing. */
import type { FieldPath } from '../../core/schema/field-path.ts';
import type { Finding } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import { homeOf } from './cluster.ts';
import type { FunctionsInput } from './schema.ts';

export const findMistakes = (input: FunctionsInput): readonly Finding[] => [
  ...inClusters(input),
  ...Object.entries(input.apps).flatMap(([name, app]) => inApp(['apps', name], app, input)),
  ...Object.entries(input.alarms).flatMap(([name, alarm]) => inAlarm(['alarms', name], alarm, input)),
];

type Input<K extends 'apps' | 'alarms'> = FunctionsInput[K][string];

function inClusters({ clusters }: FunctionsInput): readonly Finding[] {
  return clusters.flatMap((cluster, index): readonly Finding[] => {
    const path = ['clusters', index];
    const isTwin = clusters.findIndex(({ name }) => name === cluster.name) < index;
    const { namespaces } = cluster;
    return [
      ...(isTwin ? [mistake([...path, 'name'], 'a name that no other cluster has', cluster.name)] : []),
      ...(namespaces.length > 0 && !namespaces.includes(homeOf(cluster))
        ? [mistake([...path, 'namespace'], `one of namespaces (${namespaces.join(', ')})`, cluster.namespace)]
        : []),
    ];
  });
}

function inApp(path: FieldPath, app: Input<'apps'>, { clusters }: FunctionsInput): readonly Finding[] {
  const names = clusters.map(({ name }) => name);
  const unknown = app.clusters.flatMap((name, index) =>
    names.includes(name) ? [] : [mistake([...path, 'clusters', index], oneOf(names), name)],
  );
  const runsOn = clusters.filter(({ name }) => app.clusters.length === 0 || app.clusters.includes(name));
  const unseen = runsOn.filter(
    ({ namespaces }) =>
      app.namespace !== undefined && namespaces.length > 0 && !namespaces.includes(app.namespace),
  );
  return [
    ...unknown,
    ...unseen.map(({ name }) =>
      mistake([...path, 'namespace'], `one of the namespaces of cluster ${name}`, app.namespace),
    ),
  ];
}

function inAlarm(path: FieldPath, alarm: Input<'alarms'>, { apps }: FunctionsInput): readonly Finding[] {
  const { holdSeconds, maxSeconds } = alarm;
  const tooShort =
    maxSeconds < holdSeconds
      ? [mistake([...path, 'maxSeconds'], `at least holdSeconds (${holdSeconds})`, maxSeconds)]
      : [];
  if (!Object.hasOwn(apps, alarm.app))
    return [mistake([...path, 'app'], oneOf(Object.keys(apps)), alarm.app), ...tooShort];
  const app = apps[alarm.app];
  return [
    ...(app?.targets.length === 0 ? [mistake([...path, 'app'], 'an app that has targets', alarm.app)] : []),
    ...((alarm.demand ?? app?.demand) === undefined
      ? [mistake([...path, 'demand'], `a demand here or in app ${alarm.app}`, undefined)]
      : []),
    ...tooShort,
  ];
}

const mistake = (path: FieldPath, what: string, got: unknown): Finding => ({
  path,
  message: expected(what, got),
});

const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'one that is configured (there is none)' : `one of ${names.join(', ')}`;
