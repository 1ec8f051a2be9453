/** The world of the command line as fakes: everything is recorded, files can fail, time is told. */
import type { CliDeps } from '../../src/cli/deps.ts';
import { asInstant } from '../../src/core/model/time.ts';
import { Unavailable } from '../../src/ports/faults.ts';
import { FileFault } from '../../src/ports/files.ts';
import { ListenFault } from '../../src/ports/http-server.ts';
import type { Screen } from '../../src/ports/terminal.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { aComparison } from './a-comparison.ts';

export interface FakeWorld {
  readonly files: Map<string, string>;
  /** Writing to one of these fails. */
  readonly broken: Set<string>;
  readonly interrupt: AbortController;
  screen: Screen | undefined;
  nowMillis: number;
  stdout: string;
  stderr: string;
}

export function fakeWorld(over: Partial<FakeWorld> = {}): FakeWorld {
  return {
    files: new Map(),
    broken: new Set(),
    interrupt: new AbortController(),
    screen: undefined,
    nowMillis: 0,
    stdout: '',
    stderr: '',
    ...over,
  };
}

export function cliDeps(world: FakeWorld, over: Partial<CliDeps> = {}): CliDeps {
  return {
    version: '1.2.3',
    terminal: {
      print: async (text) => {
        world.stdout += text;
      },
      tell: (text) => {
        world.stderr += text;
      },
      screen: () => world.screen,
    },
    files: fakeFiles(world),
    clock: worldClock(world),
    compare: async ({ onProgress }) => {
      onProgress({ strategy: 'reactive', share: 1, line: 'done' });
      return aComparison();
    },
    demoScenario: newsAppScenario,
    environment: {},
    runController: () => Promise.resolve(),
    openCluster: () => Promise.reject(new Unavailable('https://10.0.0.1: connection refused')),
    openQueue: ({ url }) => {
      throw new Unavailable(`queue ${url}: the test has none`);
    },
    listen: async () => {
      throw new ListenFault('port 0: the test has none');
    },
    drawToken: () => 'secret',
    signal: world.interrupt.signal,
    ...over,
  };
}

/** Every wait is over at once, and time is then where it was waited for. */
const worldClock = (world: FakeWorld): CliDeps['clock'] => ({
  now: () => asInstant(world.nowMillis),
  wake: async (at) => {
    world.nowMillis = Math.max(world.nowMillis, at);
  },
});

function fakeFiles({ files, broken }: FakeWorld): CliDeps['files'] {
  const refuseBroken = (path: string) => {
    if (broken.has(path)) throw new FileFault(`${path}: permission denied`);
  };
  return {
    read: async (path) => {
      const text = files.get(path);
      if (text === undefined) throw new FileFault(`${path}: no such file`);
      return text;
    },
    ensureWritable: async (path) => refuseBroken(path),
    write: async (path, text) => {
      refuseBroken(path);
      files.set(path, text);
      return `/here/${path}`;
    },
    remove: async (path) => {
      refuseBroken(path);
      files.delete(path.replace('/here/', ''));
    },
  };
}
