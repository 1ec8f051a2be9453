import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { configuredResources } from '../../../scripts/package/configured-resources.ts';

const CLUSTERS = [{ name: 'live', region: 'eu-central-1' }];
const TARGETS = [{ kind: 'HorizontalPodAutoscaler', name: 'web' }];

function resourcesOf(config: Readonly<Record<string, unknown>>) {
  const folder = mkdtempSync(join(tmpdir(), 'configured-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'config.json');
  writeFileSync(file, JSON.stringify({ clusters: CLUSTERS, ...config }));
  return configuredResources(file, 'forescale-test').Resources;
}

test('alarms without number: each is in one rule, no pattern is too long for AWS, and all may send', () => {
  const names = Array.from(
    { length: 60 },
    (_, index) => `TargetTracking-service/news/web-AlarmHigh-${index}`,
  );
  const apps = { web: { targets: TARGETS, demand: { replicas: 3 } } };
  const resources = resourcesOf({
    apps,
    alarms: Object.fromEntries(names.map((name) => [name, { app: 'web' }])),
  });
  const rules = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::Events::Rule');
  const patterns = rules.map(([, { Properties }]) => Properties['EventPattern']);
  for (const pattern of patterns) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2_048);
  const taken = patterns.flatMap(
    (pattern) => (pattern as { readonly detail: { readonly alarmName: readonly string[] } }).detail.alarmName,
  );
  expect(taken).toEqual(names);
  expect(new Set(rules.map(([, { Properties }]) => Properties['Name'])).size).toBe(rules.length);
  const policy = JSON.stringify(resources['SpikeQueuePolicy']);
  for (const [name] of rules) expect(policy).toContain(`"${name}"`);
});

test.each(['default', 'aws.partner/example.com/news'])('no bus is made by the name of %s', (bus) => {
  expect(() => resourcesOf({ bus })).toThrow(`bus: expected a name of its own without /`);
});

test('a bus that is there is used by its ARN', () => {
  const bus = 'arn:aws:events:eu-central-1:111122223333:event-bus/default';
  expect(resourcesOf({ bus })['EventBus']?.Properties).toEqual({ Name: 'forescale-test' });
});
