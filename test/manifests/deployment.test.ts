import { describe, expect, test } from 'vitest';
import { readControllerConfig } from '../../src/config/controller/controller-config.ts';
import { toSeconds } from '../../src/core/model/time.ts';
import { readManifest } from './support/manifest-files.ts';

interface Container {
  readonly args: readonly string[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly livenessProbe: { readonly httpGet: { readonly port: string; readonly path: string } };
  readonly readinessProbe: { readonly httpGet: { readonly port: string; readonly path: string } };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly terminationGracePeriodSeconds: number;
        readonly securityContext: Readonly<Record<string, unknown>>;
        readonly containers: readonly [Container];
        readonly volumes: readonly { readonly name: string; readonly configMap: { readonly name: string } }[];
      };
    };
  };
}

interface Selecting {
  readonly spec: { readonly selector: Readonly<Record<string, unknown>> };
}

const { spec } = readManifest<Deployment>('manifests/base/deployment.yaml', 'Deployment');
const pod = spec.template.spec;
const [container] = pod.containers;

describe('the Deployment of the controller', () => {
  test('has a second replica to take over', () => {
    expect(spec.replicas).toBe(2);
  });

  test('passes restricted pod security', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('is probed on a port that it has', () => {
    const names = container.ports.map(({ name }) => name);
    expect(names).toContain(container.livenessProbe.httpGet.port);
    expect(names).toContain(container.readinessProbe.httpGet.port);
  });

  test('has the ports that the controller serves on, and longer to stop than it takes', () => {
    const reading = readControllerConfig({ environment: {}, flags: [] });
    if (!reading.ok) throw new Error('expected the defaults to be a configuration');
    const { server, grace } = reading.config;

    expect(
      Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, containerPort])),
    ).toEqual({
      metrics: server.metricsPort,
      health: server.healthPort,
    });
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(toSeconds(grace));
  });

  test('reads the config that is mounted', () => {
    const { data } = readManifest<{ data: Readonly<Record<string, string>> }>(
      'manifests/base/config.yaml',
      'ConfigMap',
    );
    const path = container.args[container.args.indexOf('--config') + 1] ?? '';
    const mount = container.volumeMounts.find(({ mountPath }) => path.startsWith(`${mountPath}/`));
    expect(pod.volumes.find(({ name }) => name === mount?.name)?.configMap.name).toBe('forescale');
    expect(Object.keys(data)).toEqual([path.slice((mount?.mountPath.length ?? 0) + 1)]);
  });

  test('is what service, budget and policy select', () => {
    const labels = spec.template.metadata.labels;
    const service = readManifest<Selecting>('manifests/base/service.yaml', 'Service');
    const budget = readManifest<Selecting>(
      'manifests/base/pod-disruption-budget.yaml',
      'PodDisruptionBudget',
    );
    const policy = readManifest<{ spec: { podSelector: object } }>(
      'manifests/base/network-policy.yaml',
      'NetworkPolicy',
    );
    expect(labels).toMatchObject(spec.selector.matchLabels);
    expect(labels).toMatchObject(service.spec.selector);
    expect({ matchLabels: labels }).toMatchObject(budget.spec.selector);
    expect({ matchLabels: labels }).toMatchObject(policy.spec.podSelector);
  });

  test('runs as the account that is there', () => {
    const account = readManifest<{ metadata: { name: string } }>(
      'manifests/base/service-account.yaml',
      'ServiceAccount',
    );
    expect(pod.serviceAccountName).toBe(account.metadata.name);
  });
});
