import { describe, expect, test } from 'vitest';
import type { WorkloadSpec } from '../../src/sim/cluster-spec.ts';
import { deploy, OWNER } from '../../src/sim/deploy.ts';
import { aWorkload } from '../support/a-small-scenario.ts';
import { anApi, HPA } from '../support/an-api.ts';

const DEPLOYMENT = ['Deployment', 'news', 'app'] as const;
const BUDGET = ['PodDisruptionBudget', 'news', 'app'] as const;

function deployed(over: Partial<WorkloadSpec> = {}) {
  const { api } = anApi();
  deploy(aWorkload(over), api);
  return api;
}

test('a Deployment and its HPA, by their owner', () => {
  const api = deployed();
  expect(api.get(...DEPLOYMENT)).toMatchObject({
    apiVersion: 'apps/v1',
    metadata: { managedFields: [{ manager: OWNER }] },
    spec: { replicas: 2, template: { spec: aWorkload().template.spec } },
  });
  expect(api.get(...HPA)).toMatchObject({
    apiVersion: 'autoscaling/v2',
    metadata: { managedFields: [{ manager: OWNER }] },
    spec: {
      ...aWorkload().hpa,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
    },
  });
  expect(api.find(...BUDGET)).toBeUndefined();
});

describe('the profile is told on the target', () => {
  const annotations = { 'forescale.dev/profile': '{"rpsPerReplica":10}' };

  test('which is the HPA where there is one', () => {
    const api = deployed();
    expect(api.get(...HPA).metadata.annotations).toEqual(annotations);
    expect(api.get(...DEPLOYMENT).metadata).not.toHaveProperty('annotations');
  });

  test('and the Deployment where there is none', () => {
    const api = deployed({ hpa: undefined });
    expect(api.find(...HPA)).toBeUndefined();
    expect(api.get(...DEPLOYMENT).metadata.annotations).toEqual(annotations);
  });
});

describe('labels', () => {
  const podDisruptionBudget = { maxUnavailable: 1 };

  test('by name where the template has none, the same for selector, pods and budget', () => {
    const api = deployed({ podDisruptionBudget });
    const { selector, template } = api.get(...DEPLOYMENT).spec;
    expect(selector.matchLabels).toEqual({ app: 'app' });
    expect(template.metadata?.labels).toEqual({ app: 'app' });
    expect(api.get(...BUDGET).spec).toEqual({ selector: { matchLabels: { app: 'app' } }, maxUnavailable: 1 });
  });

  test('the template’s own', () => {
    const labels = { tier: 'web' };
    const api = deployed({
      podDisruptionBudget,
      template: { ...aWorkload().template, metadata: { labels } },
    });
    expect(api.get(...DEPLOYMENT).spec.selector.matchLabels).toEqual(labels);
    expect(api.get(...BUDGET).spec.selector.matchLabels).toEqual(labels);
  });
});
