import { describe, expect, test } from 'vitest';
import { configDocument, shownValue } from '../../src/cli/config-document.ts';
import { runCli } from '../../src/cli/program.ts';
import { CONTROLLER_SETTINGS } from '../../src/config/controller/controller-config.ts';
import type { ControllerConfig } from '../../src/config/controller/settled.ts';
import { cliDeps, fakeWorld } from '../support/cli-deps.ts';

const FILE = 'prescale:\n  leadSeconds: 300\nlog:\n  level: warn\n';

async function explain(args: readonly string[], environment: Record<string, string> = {}, file = FILE) {
  const world = fakeWorld({ files: new Map([['forescale.yaml', file]]) });
  const code = await runCli(['config', 'explain', ...args], cliDeps(world, { environment }));
  return { code, ...world };
}

describe('config explain', () => {
  test('shows every setting with its value, its source and its meaning', async () => {
    const { code, stdout } = await explain(['--config', 'forescale.yaml', '-n', 'news', '-n', 'shop']);
    expect(code).toBe(0);
    for (const { key, meaning } of CONTROLLER_SETTINGS) {
      expect(stdout).toMatch(new RegExp(`^${key.replaceAll('.', '\\.')} `, 'm'));
      expect(stdout.replace(/\s+/g, ' ')).toContain(meaning);
    }
    expect(stdout).toMatch(/^prescale\.leadSeconds +300 {3}\(forescale\.yaml:2\)$/m);
    expect(stdout).toMatch(/^namespaces +news, shop {3}\(--namespace\)$/m);
    expect(stdout).toMatch(/^concurrency +1000$/m);
    expect(stdout).toMatch(/^kubernetes\.context +-$/m);
  });

  test('fits 100 columns', async () => {
    const { stdout } = await explain([]);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('as JSON is one document that keeps to its schema', async () => {
    const { stdout } = await explain(['--json', '--set', 'prescale.leadSeconds=900', '--no-leader-election']);
    const document = configDocument.parse(JSON.parse(stdout));
    const byKey = new Map(document.settings.map((setting) => [setting.key, setting]));
    expect(byKey.get('prescale.leadSeconds')).toMatchObject({
      value: 900,
      sourceKind: 'flag',
      source: '--set',
      default: 240,
    });
    expect(byKey.get('leaderElection.enabled')).toMatchObject({
      value: false,
      source: '--no-leader-election',
    });
    expect(byKey.get('kubernetes.context')).toMatchObject({ value: null, default: null });
  });

  test('finds its file by the environment; a flag names another', async () => {
    const { stdout } = await explain(['--json'], { FORESCALE_CONFIG: 'forescale.yaml' });
    expect(stdout).toContain('"source":"forescale.yaml:2"');
    expect((await explain(['--config', 'no.yaml'], { FORESCALE_CONFIG: 'forescale.yaml' })).stderr).toBe(
      'no.yaml: no such file\n',
    );
  });

  test('what is wrong is named, all of it, with exit code 2', async () => {
    const { code, stdout, stderr } = await explain(
      ['--config', 'forescale.yaml', '--set', 'concurrency=x'],
      {},
      'lead: 3\nlog: {level: loud}\n',
    );
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.replace(/, expected one of .*/, '')).toBe(
      'forescale.yaml:1: lead: unknown key\n' +
        'forescale.yaml:2: log.level: expected info or warn or off, got "loud"\n' +
        '--set: concurrency: expected a whole number from 1, got "x"\n',
    );
  });

  test.each(['prescale.leadSeconds', '=3'])('--set %s is no setting with a value', async (text) => {
    const { code, stderr } = await explain(['--set', text]);
    expect(code).toBe(2);
    expect(stderr).toContain('such as prescale.leadSeconds=300');
  });
});

test('a secret shows that it is there, and no more', () => {
  const [setting] = CONTROLLER_SETTINGS;
  if (setting === undefined) throw new Error('expected a setting');
  const entry = { setting: { ...setting, isSecret: true }, source: { kind: 'default' } } as const;
  expect(shownValue({ ...entry, value: 'hunter2' })).toBe('***');
  expect(shownValue({ ...entry, value: undefined })).toBe(null);
});

describe('controller', () => {
  test('runs with what its file, environment and flags say', async () => {
    const world = fakeWorld({ files: new Map([['forescale.yaml', FILE]]) });
    const seen: ControllerConfig[] = [];
    const code = await runCli(
      ['controller', '--config', 'forescale.yaml', '--context', 'staging'],
      cliDeps(world, {
        environment: { FORESCALE_CONCURRENCY: '7' },
        runController: async (config) => void seen.push(config),
      }),
    );
    expect(code).toBe(0);
    expect(seen).toMatchObject([
      { concurrency: 7, kubernetes: { context: 'staging' }, log: { level: 'warn' } },
    ]);
  });

  test('does not begin with a wrong setting', async () => {
    const world = fakeWorld();
    const code = await runCli(
      ['controller', '--log-level', 'loud'],
      cliDeps(world, { runController: () => Promise.reject(new Error('begun')) }),
    );
    expect([code, world.stderr]).toEqual([
      2,
      '--log-level: log.level: expected info or warn or off, got "loud"\n',
    ]);
  });
});
