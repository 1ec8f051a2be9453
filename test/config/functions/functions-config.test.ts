import { describe, expect, test } from 'vitest';
import { readFunctionsConfig } from '../../../src/config/functions/functions-config.ts';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { Misconfigured } from '../../../src/ports/faults.ts';
import { aFunctionsConfig } from '../../support/a-functions-config.ts';

const CLUSTER = { name: 'live', region: 'eu-central-1' };
const TARGETS = [{ kind: 'HorizontalPodAutoscaler', name: 'web' }];

const read = (config: unknown) => readFunctionsConfig(JSON.stringify(config));
const problemsOf = (text: string): string => {
  try {
    readFunctionsConfig(text);
  } catch (error) {
    if (error instanceof Misconfigured) return error.message;
    throw error;
  }
  return 'none';
};

describe('the example of the documentation', () => {
  test('is read', () => {
    const config = aFunctionsConfig();
    expect(config.clusters.map(({ name, eksName, namespace }) => [name, eksName, namespace])).toEqual([
      ['live', 'live', 'news'],
      ['spare', 'live-ireland', 'news'],
    ]);
    expect(config.apps['news']).toMatchObject({ duration: minutes(20), clusters: [] });
    expect(config.alarms['news-requests-high']).toMatchObject({ hold: minutes(15), most: minutes(120) });
  });
});

test.each(['us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'])('a region of any partition: %s', (region) => {
  expect(read({ clusters: [{ ...CLUSTER, region }] }).clusters).toMatchObject([{ region }]);
});

describe('what is left out', () => {
  test('of a cluster', () => {
    expect(read({ clusters: [CLUSTER] }).clusters).toEqual([
      {
        name: 'live',
        eksName: 'live',
        region: 'eu-central-1',
        roleArn: undefined,
        endpoint: undefined,
        certificateAuthority: undefined,
        namespace: 'default',
        namespaces: [],
        requestTimeout: seconds(5),
        nodeGroups: [],
      },
    ]);
  });

  test('the namespace of events, where namespaces are given, is the first of them', () => {
    const [cluster] = read({ clusters: [{ ...CLUSTER, namespaces: ['shop', 'news'] }] }).clusters;
    expect(cluster?.namespace).toBe('shop');
  });

  test('of the rest', () => {
    const config = read({ clusters: [CLUSTER] });
    expect(config).toMatchObject({ bus: undefined, retention: minutes(15 * 24 * 60) });
    expect(Object.keys(config.apps)).toEqual([]);
    expect(config.apps['constructor']).toBeUndefined();
    expect(config.prescale.lead).toBe(seconds(240));
    expect(Object.isFrozen(config)).toBe(true);
  });
});

const BAD: Readonly<Record<string, readonly [config: unknown, message: string]>> = {
  'no clusters': [{ clusters: [] }, 'clusters: expected at least one cluster, got []'],
  nothing: [{}, 'clusters: expected a list of clusters, got nothing'],
  'an unknown key': [
    { clusters: [CLUSTER], cluster: 1 },
    'cluster: unknown key, expected one of clusters, bus, apps, alarms, retentionDays, prescale, capacity',
  ],
  'two clusters of a name': [
    { clusters: [CLUSTER, CLUSTER] },
    'clusters[1].name: expected a name that no other cluster has, got "live"',
  ],
  'a region that is none': [
    { clusters: [{ ...CLUSTER, region: 'Frankfurt' }] },
    'clusters[0].region: expected an AWS region such as eu-central-1, got "Frankfurt"',
  ],
  'an endpoint in the clear': [
    { clusters: [{ ...CLUSTER, endpoint: 'http://example.com' }] },
    'clusters[0].endpoint: expected an https:// address, or an http:// one on loopback, got "http://example.com"',
  ],
  'an endpoint that is no address': [
    { clusters: [{ ...CLUSTER, endpoint: 'https://api.example.com:99999' }] },
    'clusters[0].endpoint: expected an https:// address, or an http:// one on loopback, got "https://api.example.com:99999"',
  ],
  'a name that no cluster of EKS has': [
    { clusters: [{ ...CLUSTER, eksName: 'live cluster' }] },
    'clusters[0].eksName: expected the name of an EKS cluster, got "live cluster"',
  ],
  'a namespace that nobody looks at': [
    { clusters: [{ ...CLUSTER, namespace: 'shop', namespaces: ['news'] }] },
    'clusters[0].namespace: expected one of namespaces (news), got "shop"',
  ],
  'an app on a cluster that is none': [
    { clusters: [CLUSTER], apps: { web: { clusters: ['dead'] } } },
    'apps.web.clusters[0]: expected one of live, got "dead"',
  ],
  'an app in a namespace that nobody looks at': [
    { clusters: [{ ...CLUSTER, namespaces: ['news'] }], apps: { web: { namespace: 'shop' } } },
    'apps.web.namespace: expected one of the namespaces of cluster live, got "shop"',
  ],
  'an alarm of an app that is none': [
    { clusters: [CLUSTER], alarms: { high: { app: 'web' } } },
    'alarms.high.app: expected one that is configured (there is none), got "web"',
  ],
  'an alarm without targets': [
    { clusters: [CLUSTER], apps: { web: { demand: { replicas: 3 } } }, alarms: { high: { app: 'web' } } },
    'alarms.high.app: expected an app that has targets, got "web"',
  ],
  'an alarm without demand': [
    { clusters: [CLUSTER], apps: { web: { targets: TARGETS } }, alarms: { high: { app: 'web' } } },
    'alarms.high.demand: expected a demand here or in app web, got nothing',
  ],
  'a hold longer than the most': [
    {
      clusters: [CLUSTER],
      apps: { web: { targets: TARGETS, demand: { replicas: 3 } } },
      alarms: { high: { app: 'web', holdSeconds: 900, maxSeconds: 600 } },
    },
    'alarms.high.maxSeconds: expected at least holdSeconds (900), got 600',
  ],
  'a retention shorter than a queue keeps messages': [
    { clusters: [CLUSTER], retentionDays: 7 },
    'retentionDays: expected a number from 15, got 7',
  ],
  'a setting of the reconcilers': [
    { clusters: [CLUSTER], prescale: { leadSeconds: -1 } },
    'prescale.leadSeconds: expected a number from 0, got -1',
  ],
};

describe('what is refused', () => {
  test.each(Object.entries(BAD))('%s', (_, [config, message]) => {
    expect(problemsOf(JSON.stringify(config))).toBe(`configuration of the functions: ${message}`);
  });

  test('what is no JSON', () => {
    expect(problemsOf('clusters: []')).toMatch(/^configuration of the functions: expected JSON, got /);
  });

  test('names every problem', () => {
    const message = problemsOf(JSON.stringify({ clusters: [{ name: 'live' }], retentionDays: 1 }));
    expect(message).toContain('clusters[0].region: ');
    expect(message).toContain('; retentionDays: ');
  });
});
