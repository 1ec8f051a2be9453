import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { aComparison } from '../support/a-comparison.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

const FILES = {
  'shop.yaml': 'workload:\n  name: shop\n  replicas: 4\n  requestsPerReplica: 50\n',
  'torn.yaml': 'workload:\n  name: shop\n  replicas: many\n',
  'load.csv': 'minute,requests\n2026-01-01T10:00:00Z,6000\n2026-01-01T10:01:00Z,6600\n',
  'events.csv': 'at,name\n2026-01-01T10:01:00Z,kick-off\n',
};
const TRACED = '--trace load.csv --events events.csv';

async function run(line: string) {
  const world = fakeWorld({ files: new Map(Object.entries(FILES)) });
  const played: Scenario[] = [];
  const compare = async ({ scenario }: { readonly scenario: Scenario }) => {
    played.push(scenario);
    return aComparison();
  };
  const code = await runCli(['simulate', '--no-report', ...line.split(' ')], cliDeps(world, { compare }));
  return { code, scenario: played[0], stdout: world.stdout, stderr: world.stderr };
}

describe('forescale simulate', () => {
  test('plays a scenario file', async () => {
    const { code, scenario, stdout } = await run('--scenario shop.yaml --seed 5');
    expect({ code, name: scenario?.name, seed: scenario?.seed }).toEqual({ code: 0, name: 'shop', seed: 5 });
    expect(stdout).toContain('Unserved requests');
  });

  test('plays a trace with what the options say of its events and nodes', async () => {
    const nodes = '--node-cpu 2 --node-memory 8Gi --node-pods 20 --requests-per-replica 25';
    const events = '--event-demand multiplier=3 --event-duration 600 --lead 90';
    const { code, scenario, stderr } = await run(`${TRACED} ${nodes} ${events} --seed 4`);
    expect([code, stderr]).toEqual([0, '']);
    expect(scenario).toMatchObject({
      seed: 4,
      surges: [{ demand: { kind: 'multiplier', multiplier: 3 }, lead: 90_000 }],
      cluster: {
        nodeGroup: { allocatable: { cpu: '2', memory: '8Gi', pods: '20' } },
        workloads: [{ profile: { rpsPerReplica: 25 } }],
      },
    });
    expect(scenario?.cluster.workloads[0]?.hpa?.metrics).toMatchObject([
      { resource: { name: 'cpu', target: { averageUtilization: 60 } } },
    ]);
    const [surge] = scenario?.surges ?? [];
    expect((surge?.end ?? 0) - (surge?.start ?? 0)).toBe(600_000);
  });

  test.each([
    ['--hpa-target 80', { resource: { target: { averageUtilization: 80 } } }],
    [
      '--hpa-target 80 --metric requests --requests-per-replica 25',
      { pods: { target: { averageValue: '20' } } },
    ],
  ])('aims the HPA as told: %s', async (line, want) => {
    const { scenario } = await run(`${TRACED} ${line}`);
    expect(scenario?.cluster.workloads[0]?.hpa?.metrics).toMatchObject([want]);
  });

  test.each([
    [
      `${TRACED} --hpa-target 0`,
      "error: option '--hpa-target <percent>' argument '0' is invalid. Expected a percentage from 1 to 100.",
    ],
    ['--json', 'error: no input. Expected --scenario <file>, or --trace <file> with --events <file>.'],
    [
      '--trace load.csv',
      "error: option '--events <file>' is missing. Expected --trace and --events together.",
    ],
    [
      '--events events.csv',
      "error: option '--trace <file>' is missing. Expected --trace and --events together.",
    ],
    [
      `--scenario shop.yaml ${TRACED}`,
      "error: option '--scenario <file>' cannot be used with option '--trace <file>'",
    ],
    [
      '--scenario shop.yaml --lead 60',
      "error: option '--lead <seconds>' cannot be used with option '--scenario <file>'",
    ],
    [
      `${TRACED} --node-cpu big`,
      "error: option '--node-cpu <quantity>' argument 'big' is invalid. Expected a Kubernetes quantity above 0, such as 3920m or 4.",
    ],
    ['--scenario none.yaml', 'none.yaml: no such file'],
  ])('%s is refused', async (line, message) => {
    const { code, stdout, stderr } = await run(line);
    expect([code, stdout, stderr]).toEqual([2, '', `${message}\n`]);
  });

  test('a bad file ends with 2 and its problems, a line each', async () => {
    const { code, stderr } = await run('--scenario torn.yaml');
    expect(code).toBe(2);
    for (const line of stderr.trim().split('\n'))
      expect(line).toMatch(/^torn\.yaml(:\d+)?: workload\.\w+: expected /);
  });
});
