import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { cliDeps, type FakeWorld, fakeWorld } from '../support/cli-deps.ts';

async function run(line: string, world: FakeWorld = fakeWorld(), over: Parameters<typeof cliDeps>[1] = {}) {
  const code = await runCli(line.split(' ').filter(Boolean), cliDeps(world, over));
  return { code, stdout: world.stdout, stderr: world.stderr };
}

describe('help and version', () => {
  test('the version alone', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  });

  test('help of the program', async () => {
    expect(await run('--help')).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "Usage: forescale [options] [command]

      Kubernetes autoscaling that knows about pushes: raises the floor ahead of the load.

      Options:
        --version             print the version
        -h, --help            display help for command

      Commands:
        demo [options]        play a push on the embedded cluster
        simulate [options]    play your own scenario, or a recorded load with its events
        surge                 store, show and call off surges
        status [options]      targets that stand raised: by which surges, until when, warm or not
        restore [options]     hand every target back to its owner, for uninstalling
        events                events of the bus, as the functions take them in
        dev [options]         serve the embedded cluster to kubectl and controllers
        controller [options]  raise floors ahead of surges and hand them back
        config                the configuration of the controller
        help [command]        display help for command

      Examples:
        forescale demo                                                a push, with and without Forescale
        forescale simulate --scenario shop.yaml                       your own cluster and load
        forescale simulate --trace requests.csv --events pushes.csv   a recorded load and its calendar
        forescale dev                                                 a cluster for kubectl
        forescale controller                                          in a cluster
        forescale config explain                                      what it would run with
        forescale help demo                                           the options of a command

      ",
      }
    `);
  });

  test('nothing asked for shows the help, and fails', async () => {
    const { stdout } = await run('--help');
    expect(await run('')).toEqual({ code: 2, stdout: '', stderr: stdout });
  });

  test.each(['', 'demo', 'simulate'])('help %s fits 100 columns', async (command) => {
    const { code, stdout } = await run(`help ${command}`);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter(({ length }) => length > 100)).toEqual([]);
  });
});

describe('bad arguments end with 2 and one message', () => {
  test.each([
    [
      'deploy',
      "error: unknown command 'deploy'. Expected demo, simulate, surge, status, restore, events, dev, controller or config.",
    ],
    ['--nope', "error: unknown option '--nope'"],
    ['demo --sed 3', "error: unknown option '--sed'\n(Did you mean --seed?)"],
    ['demo now', "error: too many arguments for 'demo'. Expected 0 arguments but got 1: now."],
    ['demo --seed', "error: option '--seed <n>' argument missing"],
  ])('%s', async (line, message) => {
    expect(await run(line)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` });
  });
});

describe('failures', () => {
  const failWith = (error: Error) => ({ compare: () => Promise.reject(error) });

  test('an interrupt ends with 130', async () => {
    const world = fakeWorld();
    const compare = async () => {
      world.interrupt.abort();
      throw new Error('torn down');
    };
    expect(await run('demo', world, { compare })).toEqual({ code: 130, stdout: '', stderr: 'interrupted\n' });
  });

  test('a defect ends with 1 and its trace', async () => {
    const { code, stderr } = await run('demo', fakeWorld(), failWith(new TypeError('x is undefined')));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^unexpected: TypeError: x is undefined\n\s+at /);
  });
});
