/** The command line put together: this machine's files, terminal and clock, and the embedded cluster. */

import { randomBytes } from 'node:crypto';
import metadata from '../../package.json' with { type: 'json' };
import { openQueue } from '../adapters/aws/queue.ts';
import { abortOnInterrupt } from '../adapters/system/interrupt.ts';
import { localFiles } from '../adapters/system/local-files.ts';
import { processTerminal } from '../adapters/system/process-terminal.ts';
import { wallClock } from '../adapters/system/wall-clock.ts';
import { runCli } from '../cli/program.ts';
import { compare } from '../sim/compare.ts';
import { newsAppScenario } from '../sim/news-app.ts';

const { argv, env, stderr, stdout } = process;

process.exitCode = await runCli(argv.slice(2), {
  version: metadata.version,
  terminal: processTerminal({ stdout, stderr, noColor: env['NO_COLOR'], kind: env['TERM'] }),
  files: localFiles,
  clock: wallClock,
  compare,
  demoScenario: newsAppScenario,
  environment: env,
  runController: async (config, signal) =>
    (await import('./start-controller.ts')).startController(config, signal),
  openCluster: async (choice) => (await import('./cluster.ts')).openCluster(choice),
  openQueue,
  listen: async (handler, port) =>
    (await import('../adapters/system/loopback-server.ts')).listenOnLoopback(handler, port),
  drawToken: () => randomBytes(24).toString('base64url'),
  signal: abortOnInterrupt(process),
});
