import { describe, expect, test } from 'vitest';
import { appliedDocument, surgesDocument } from '../../../src/cli/cluster/surge-document.ts';
import { runCli } from '../../../src/cli/program.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/faults.ts';
import { cliDeps, fakeWorld } from '../../support/cli-deps.ts';
import { aCluster } from '../../support/cluster-ports.ts';

const FILE = `apiVersion: forescale.dev/v1alpha1
kind: Surge
metadata:
  name: push
spec:
  start: 2026-11-22T18:00:00Z
  durationSeconds: 1200
  targets:
    - {kind: HorizontalPodAutoscaler, name: app}
  demand:
    replicas: 8
`;

const worldWith = (text: string) =>
  fakeWorld({
    files: new Map([
      ['push.yaml', text],
      ['/dev/stdin', text],
    ]),
  });
const QUICK = ['surge', 'apply', 'tonight', '--target', 'hpa/app', '--for', '15m', '--reason', 'derby'];

describe('surge apply -f', () => {
  test('stores the surges of a file, and says what became of each', async () => {
    const { run, cluster, state } = aCluster();
    const world = worldWith(`${FILE}---\n${FILE.replace('name: push', 'name: late\n  namespace: shop')}`);
    expect(await run(['surge', 'apply', '-f', 'push.yaml'], 60, { world })).toEqual({
      code: 0,
      stdout: 'surge/push in news created\nsurge/late in shop created\n',
      stderr: '',
    });
    expect(await cluster.store.get('Surge', 'news', 'push')).toMatchObject({
      spec: { durationSeconds: 1200 },
    });
    expect(state.closed).toBe(1);
  });

  test('again changes nothing', async () => {
    const { run } = aCluster();
    await run(['surge', 'apply', '-f', 'push.yaml'], 60, { world: worldWith(FILE) });
    const again = await run(['surge', 'apply', '-f', '-'], 60, { world: worldWith(FILE) });
    expect(again.stdout).toBe('surge/push in news unchanged\n');
  });

  test('as a dry run stores nothing; as JSON it keeps to its schema', async () => {
    const { run, cluster } = aCluster();
    const { stdout } = await run(['surge', 'apply', '-f', 'push.yaml', '--dry-run', '--json'], 60, {
      world: worldWith(FILE),
    });
    expect(appliedDocument.parse(JSON.parse(stdout))).toEqual({
      version: 1,
      dryRun: true,
      results: [{ kind: 'Surge', namespace: 'news', name: 'push', outcome: 'created' }],
    });
    expect(await cluster.store.list('Surge', undefined)).toEqual([]);
  });

  test('one that is wrong stores none of them', async () => {
    const { run, chosen } = aCluster();
    const world = worldWith(`${FILE}---\n${FILE.replace('replicas: 8', 'replicas: 0')}`);
    expect(await run(['surge', 'apply', '-f', '-'], 60, { world })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'stdin:23: spec.demand.replicas: expected a whole number from 1, got 0\n',
    });
    expect(chosen).toEqual([]);
  });

  test('a namespace that is said twice has to be the same', async () => {
    const { run } = aCluster();
    const world = worldWith(FILE.replace('name: push', 'name: push\n  namespace: shop'));
    const { code, stderr } = await run(['surge', 'apply', '-f', 'push.yaml', '-n', 'news'], 60, { world });
    expect([code, stderr]).toEqual([
      2,
      'push: metadata.namespace: expected news as in --namespace, got shop\n',
    ]);
  });
});

describe('surge apply, said in options', () => {
  test('is an override with owner, reason and end', async () => {
    const { run, cluster } = aCluster();
    const { code } = await run([...QUICK, '--replicas', '8', '--start', '+10m'], 60, {
      environment: { USER: 'ada' },
    });
    expect(code).toBe(0);
    expect(await cluster.store.get('Surge', 'news', 'tonight')).toMatchObject({
      spec: {
        start: '2026-11-22T12:10:00.000Z',
        end: '2026-11-22T12:25:00.000Z',
        targets: [{ kind: 'HorizontalPodAutoscaler', name: 'app' }],
        demand: { replicas: 8 },
        override: { owner: 'ada', reason: 'derby', pin: false },
      },
    });
  });

  test.each([
    ['no demand', QUICK, 'error: expected exactly one of --replicas, --multiplier and --rps, got none.\n'],
    [
      'two demands',
      [...QUICK, '--replicas', '8', '--rps', '9'],
      'error: expected exactly one of --replicas, --multiplier and --rps, got 2.\n',
    ],
    [
      'nothing but a name',
      ['surge', 'apply', 'x'],
      "error: option '--target <kind/name>' is missing.\nerror: option '--for <length>' is missing.\nerror: option '--reason <text>' is missing.\nerror: expected exactly one of --replicas, --multiplier and --rps, got none.\n",
    ],
    [
      'a window that is over',
      [...QUICK, '--rps', '9', '--start', '2026-11-22T11:00:00Z'],
      "error: option '--start <time>': expected a surge that is not over yet, got one that ended at 2026-11-22T11:15:00.000Z.\n",
    ],
    [
      'a target and a reason that are none',
      ['surge', 'apply', 'x', '--target', 'hpa/A_B', '--rps', '9', '--for', '5m', '--reason', ''],
      'error: option \'--target\': expected the name of an object, such as news-app, got "A_B".\nerror: option \'--reason\': expected why it is there, at most 1024 long, got "".\n',
    ],
    [
      'another command',
      ['surge', 'delete', 'x'],
      "error: unknown command 'delete'. Expected apply, list, get or cancel.\n",
    ],
    [
      'a name that none can have',
      ['surge', 'get', 'news/push'],
      "error: command-argument value 'news/push' is invalid for argument 'name'. Expected a name of a-z, 0-9, - and . such as push-1800.\n",
    ],
    [
      'a namespace that none can be',
      ['surge', 'list', '-n', 'A b'],
      "error: option '-n, --namespace <name>' argument 'A b' is invalid. Expected a name of a-z, 0-9, - and . such as push-1800.\n",
    ],
    [
      'a name that is none',
      ['surge', 'apply', 'Tonight!', ...QUICK.slice(3), '--rps', '9'],
      'name: expected a name of a-z, 0-9, - and . such as push-1800, got "Tonight!"\n',
    ],
    [
      'neither name nor file',
      ['surge', 'apply'],
      'error: expected either a name with --target and the rest, or -f <file>.\n',
    ],
  ])('%s: %s', async (_, line, message) => {
    const { run } = aCluster();
    expect(await run(line, 60, { environment: { USER: 'ada' } })).toEqual({
      code: 2,
      stdout: '',
      stderr: message,
    });
  });

  test.each([
    ['--target', 'app', 'Expected hpa/'],
    ['--target', 'pod/app', 'Expected hpa/'],
    ['--for', '15', 'Expected a length such as 90s, 15m or 1h30m.'],
    ['--for', '0m', 'Expected a length'],
    ['--start', 'tomorrow', 'Expected now, +10m, or an instant'],
    ['--start', '2026-11-22T18:00:00', 'with a zone'],
    ['--replicas', '1.5', 'Expected a whole number from 1.'],
  ])('%s %s is refused', async (option, value, message) => {
    const { run } = aCluster();
    const { code, stderr } = await run([...QUICK, option, value]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a length may have parts', async () => {
    const { run, cluster } = aCluster();
    await run([...QUICK, '--rps', '9', '--owner', 'desk', '--for', '1h30m', '--start', 'now']);
    expect(await cluster.store.get('Surge', 'news', 'tonight')).toMatchObject({
      spec: { end: '2026-11-22T13:30:00.000Z' },
    });
  });
});

describe('surge list and get', () => {
  async function withSurges() {
    const parts = aCluster();
    const shop = FILE.replace('name: push', 'name: early\n  namespace: shop').replace('18:00', '17:00');
    await parts.run(['surge', 'apply', '-f', '-'], 60, { world: worldWith(`${FILE}---\n${shop}`) });
    parts.api.patchStatus(
      'Surge',
      'news',
      'push',
      {
        status: {
          phase: 'Scheduled',
          conditions: [{ type: 'Accepted', status: 'True', reason: 'Valid', message: 'understood' }],
        },
      },
      { manager: 'x' },
    );
    return parts;
  }

  test('a table of the namespace', async () => {
    const { run } = await withSurges();
    expect((await run(['surge', 'list'])).stdout).toBe(
      'NAMESPACE  NAME  PHASE      START                 END                   DEMAND      TARGETS  BY\n' +
        'news       push  Scheduled  2026-11-22T18:00:00Z  2026-11-22T18:20:00Z  8 replicas  1        -\n',
    );
  });

  test('of all namespaces, by start, as JSON that keeps to its schema', async () => {
    const { run } = await withSurges();
    const document = surgesDocument.parse(JSON.parse((await run(['surge', 'list', '-A', '--json'])).stdout));
    expect(document.surges.map(({ name, phase }) => [name, phase])).toEqual([
      ['early', null],
      ['push', 'Scheduled'],
    ]);
  });

  test('none', async () => {
    expect((await aCluster().run(['surge', 'list'])).stdout).toBe('no surges\n');
  });

  test('one in full', async () => {
    const { run } = await withSurges();
    expect((await run(['surge', 'get', 'push'])).stdout).toBe(
      'surge     news/push\nphase     Scheduled\nfrom      2026-11-22T18:00:00Z\nto        2026-11-22T18:20:00Z\n' +
        'demand    8 replicas\n\n' +
        '  TARGET                       PHASE  RAISED  WARM\n' +
        '  HorizontalPodAutoscaler/app  -      -       -\n\n' +
        '  - Accepted True: understood\n',
    );
  });

  test.each(['get', 'cancel'])('%s of one that is not there ends with 4', async (verb) => {
    const { run } = aCluster();
    expect(await run(['surge', verb, 'nope', '-n', 'shop'])).toEqual({
      code: 4,
      stdout: '',
      stderr: 'no surge nope in namespace shop\n',
    });
  });
});

test('surge cancel calls it off and leaves it in the store', async () => {
  const { run, cluster } = aCluster();
  await run(['surge', 'apply', '-f', '-'], 60, { world: worldWith(FILE) });
  expect((await run(['surge', 'cancel', 'push'])).stdout).toBe('surge/push in news cancelled\n');
  expect(await cluster.store.get('Surge', 'news', 'push')).toMatchObject({ spec: { cancelled: true } });
  expect((await run(['surge', 'list'])).stdout).toContain('(cancelled)');
});

test.each([['surge', 'list'], ['surge', 'get', 'x'], ['status'], ['restore', '--all']])(
  'a cluster that does not answer is named in one sentence, with exit code 3: %s',
  async (...line) => {
    const world = fakeWorld();
    expect(await runCli(line, cliDeps(world))).toBe(3);
    expect(world.stderr).toBe('https://10.0.0.1: connection refused\n');
  },
);

test.each([['surge', 'list'], ['status'], ['restore', '--all'], ['controller']])(
  'a kubeconfig that is wrong is bad input, with exit code 2: %s',
  async (...line) => {
    const world = fakeWorld();
    const wrong = () =>
      Promise.reject(new Misconfigured('--kubeconfig: expected a kubeconfig, got "no": gone'));
    expect(await runCli(line, { ...cliDeps(world), openCluster: wrong, runController: wrong })).toBe(2);
    expect(world.stderr).toBe('--kubeconfig: expected a kubeconfig, got "no": gone\n');
  },
);

test('the options of kubectl choose the cluster', async () => {
  const { run, chosen } = aCluster();
  await run(['status', '--kubeconfig', 'k', '--context', 'c', '-n', 'shop']);
  expect(chosen).toEqual([{ kubeconfig: 'k', context: 'c', namespace: 'shop', everywhere: false }]);
});

test('a cluster that goes away in the middle is named, too', async () => {
  const { run, cluster } = aCluster();
  const store = { ...cluster.store, list: () => Promise.reject(new Unavailable('connection refused')) };
  const openCluster = async () => ({ ...cluster, store });
  const { code, stderr } = await run(['surge', 'list'], 60, { openCluster });
  expect([code, stderr]).toEqual([3, 'https://10.0.0.1: connection refused\n']);
});
