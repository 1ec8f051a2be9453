import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONTROLLER_SETTINGS,
  type ConfigSources,
  readControllerConfig,
} from '../../../src/config/controller/controller-config.ts';
import { formatSource } from '../../../src/config/controller/source.ts';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { seconds } from '../../../src/core/model/time.ts';

const NOTHING: ConfigSources = { environment: {}, flags: [] };

const fileOf = (text: string) => ({ name: 'forescale.yaml', text });
const read = (over: Partial<ConfigSources>) => readControllerConfig({ ...NOTHING, ...over });

function configOf(over: Partial<ConfigSources>) {
  const reading = read(over);
  if (!reading.ok) throw new Error(reading.problems.map(formatProblem).join('\n'));
  return reading;
}

function problemsOf(over: Partial<ConfigSources>): readonly string[] {
  const reading = read(over);
  return reading.ok ? [] : reading.problems.map(formatProblem);
}

const entryOf = (over: Partial<ConfigSources>, key: string) => {
  const entry = configOf(over).entries.find(({ setting }) => setting.key === key);
  return entry && [entry.value, formatSource(entry.source)];
};

describe('a value', () => {
  const file = fileOf('concurrency: 8\nprescale:\n  leadSeconds: 300\nnamespaces: [news, shop]\n');
  const environment = { FORESCALE_PRESCALE_LEAD_SECONDS: '600', FORESCALE_NAMESPACES: 'a, b' };
  const flags = [{ flag: '--set', key: 'prescale.leadSeconds', text: '900' }];

  test.each([
    ['by default', {}, 'prescale.leadSeconds', [240, 'default']],
    ['of the file', { file }, 'prescale.leadSeconds', [300, 'forescale.yaml:3']],
    [
      'of the environment, above the file',
      { file, environment },
      'prescale.leadSeconds',
      [600, 'FORESCALE_PRESCALE_LEAD_SECONDS'],
    ],
    ['of a flag, above all', { file, environment, flags }, 'prescale.leadSeconds', [900, '--set']],
    ['beside those that others give', { file, environment, flags }, 'concurrency', [8, 'forescale.yaml:1']],
    ['that is a list', { file }, 'namespaces', [['news', 'shop'], 'forescale.yaml:4']],
    [
      'that is a list, of the environment',
      { environment },
      'namespaces',
      [['a', 'b'], 'FORESCALE_NAMESPACES'],
    ],
    ['that is left out', {}, 'leaderElection.leaseNamespace', [undefined, 'default']],
    [
      'that is said to be null',
      { environment: { FORESCALE_PRESCALE_SCALE_DOWN_SECONDS: 'null' } },
      'prescale.scaleDownSeconds',
      [null, 'FORESCALE_PRESCALE_SCALE_DOWN_SECONDS'],
    ],
    [
      'of an empty variable is none',
      { environment: { FORESCALE_CONCURRENCY: '' } },
      'concurrency',
      [1_000, 'default'],
    ],
  ] as const)('%s', (_, sources, key, expected) => {
    expect(entryOf(sources, key)).toEqual(expected);
  });

  test('reaches the program as a length of time', () => {
    const { config } = configOf({ environment: { FORESCALE_LEADER_ELECTION_ENABLED: 'false' }, flags });
    expect(config.prescale.lead).toBe(seconds(900));
    expect(config.leaderElection.enabled).toBe(false);
  });

  test('cannot be changed any more', () => {
    const { config } = configOf({});
    for (const part of [config, ...Object.values(config)]) expect(Object.isFrozen(part)).toBe(true);
  });
});

describe('an empty file', () => {
  test.each(['', '# nothing yet\n', '{}'])('%j is as good as none', (text) => {
    expect(configOf({ file: fileOf(text) }).config).toEqual(configOf({}).config);
  });
});

describe('what is wrong is named with its place', () => {
  test.each([
    ['forescale.yaml:2: prescale.leadSecond: unknown key', { file: fileOf('prescale:\n  leadSecond: 3\n') }],
    [
      'forescale.yaml:1: concurrency: expected a whole number from 1, got "many"',
      { file: fileOf('concurrency: many') },
    ],
    [
      'forescale.yaml:1: namespaces[1]: expected a name of a-z, 0-9 and - such as news-app, at most 63 long, got "B"',
      { file: fileOf('namespaces: [a, B]') },
    ],
    [
      'forescale.yaml:1: prescale: expected a block of keys, got 5',
      { file: fileOf('prescale: 5'), environment: { FORESCALE_PRESCALE_LEAD_SECONDS: '3' } },
    ],
    ['forescale.yaml:1: expected a block of keys, got [1, 2]', { file: fileOf('[1, 2]') }],
    [
      'forescale.yaml:2: concurrency: expected this key once, got it again',
      { file: fileOf('concurrency: 1\nconcurrency: 2') },
    ],
    [
      'FORESCALE_LOG_LEVEL: log.level: expected info or warn or off, got "loud"',
      { environment: { FORESCALE_LOG_LEVEL: 'loud' } },
    ],
    [
      'FORESCALE_CONCURENCY: unknown setting, expected one that `forescale config explain` lists',
      { environment: { FORESCALE_CONCURENCY: '3' } },
    ],
    [
      '--set: concurency: unknown setting, expected one that `forescale config explain` lists',
      { flags: [{ flag: '--set', key: 'concurency', text: '3' }] },
    ],
    [
      '--set: leaderElection.renewSeconds: expected less than leaseSeconds (15), got 15',
      { flags: [{ flag: '--set', key: 'leaderElection.renewSeconds', text: '15' }] },
    ],
    [
      'forescale.yaml:2: leaderElection.retrySeconds: expected less than renewSeconds (10), got 12',
      { file: fileOf('leaderElection:\n  retrySeconds: 12') },
    ],
    [
      'default: leaderElection.renewSeconds: expected less than leaseSeconds (8), got 10',
      { file: fileOf('leaderElection:\n  leaseSeconds: 8') },
    ],
  ])('%s', (problem, sources) => {
    expect(problemsOf(sources)).toEqual([problem]);
  });

  test('all of it at once', () => {
    const file = fileOf('concurrency: 0\nlog: {level: x}\nfoo: 1\n');
    expect(problemsOf({ file }).length).toBe(3);
  });
});

test('variables that Kubernetes sets for a Service called forescale are not meant for us', () => {
  const environment = {
    FORESCALE_SERVICE_HOST: '10.0.0.7',
    FORESCALE_SERVICE_PORT: '8080',
    FORESCALE_SERVICE_PORT_METRICS: '8080',
    FORESCALE_PORT: 'tcp://10.0.0.7:8080',
    FORESCALE_PORT_8080_TCP: 'tcp://10.0.0.7:8080',
    FORESCALE_PORT_8080_TCP_ADDR: '10.0.0.7',
    FORESCALE_METRICS_PORT_8080_TCP_PROTO: 'tcp',
  };
  expect(problemsOf({ environment })).toEqual([]);
});

describe('settings', () => {
  test('each has a meaning, and a name of its own in the environment', () => {
    expect(CONTROLLER_SETTINGS.filter(({ meaning }) => meaning === '').map(({ key }) => key)).toEqual([]);
    expect(new Set(CONTROLLER_SETTINGS.map(({ variable }) => variable)).size).toBe(
      CONTROLLER_SETTINGS.length,
    );
  });

  test('none has a name that Kubernetes gives to a Service', () => {
    const names = CONTROLLER_SETTINGS.map(({ variable }) => variable);
    expect(names.filter((name) => /_SERVICE_(HOST|PORT)|^FORESCALE_PORT/.test(name))).toEqual([]);
  });

  test('each default can be said by its variable', () => {
    for (const { key, variable, fallback } of CONTROLLER_SETTINGS) {
      if (fallback === undefined) continue;
      const environment = {
        [variable]: Array.isArray(fallback) ? '' : `${fallback as string | number | null}`,
      };
      const source = Array.isArray(fallback) ? 'default' : variable;
      expect([key, entryOf({ environment }, key)]).toEqual([key, [fallback, source]]);
    }
  });
});

test('whatever a file or a variable says, it is read or refused', () => {
  const variables = fc.dictionary(
    fc.constantFrom(...CONTROLLER_SETTINGS.map(({ variable }) => variable)),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), variables, (text, environment) => {
      const reading = read({ file: fileOf(text), environment });
      expect(reading.ok || reading.problems.length > 0).toBe(true);
    }),
  );
});

describe('node groups', () => {
  const group = '{autoScalingGroup: web, labels: {pool: web}}';
  const settled = {
    cluster: 'blue',
    region: 'eu-central-1',
    groups: [{ group: { region: 'eu-central-1', name: 'web' }, labels: { pool: 'web' } }],
  };

  test('are none by default', () => {
    expect(configOf({}).config.nodeGroups).toBeUndefined();
  });

  test('are of one cluster in one region', () => {
    const file = fileOf(
      `capacity: {cluster: blue, region: eu-central-1, nodeGroups: [${group}], pollSeconds: 5}`,
    );
    expect(configOf({ file }).config).toMatchObject({ nodeGroups: settled, capacity: { poll: seconds(5) } });
  });

  test('may come from the environment, in JSON', () => {
    const environment = {
      FORESCALE_CAPACITY_CLUSTER: 'blue',
      FORESCALE_CAPACITY_REGION: 'eu-central-1',
      FORESCALE_CAPACITY_NODE_GROUPS: '[{"autoScalingGroup":"web","labels":{"pool":"web"}}]',
    };
    expect(configOf({ environment }).config.nodeGroups).toMatchObject(settled);
    const broken = { FORESCALE_CAPACITY_NODE_GROUPS: 'web' };
    expect(problemsOf({ environment: broken })).toEqual([
      'FORESCALE_CAPACITY_NODE_GROUPS: capacity.nodeGroups: expected a list of node groups, got "web"',
    ]);
  });

  test('have to say of which cluster, and where', () => {
    const file = fileOf(`capacity:\n  nodeGroups: [${group}]\n`);
    expect(problemsOf({ file }).join('\n')).toContain(
      'capacity.cluster: expected one where there are nodeGroups, got nothing',
    );
  });
});
