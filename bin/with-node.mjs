/** Runs a file, or a command of node_modules/.bin by its name, under a Node that is new enough: `node bin/with-node.mjs vitest run`. */
import { existsSync } from 'node:fs';
import { runPrepared } from './bootstrap.mjs';

const [program, ...args] = process.argv.slice(2);

await runPrepared({ withDev: true }, (locateCommand) => {
  if (program === undefined) throw new Error('Expected a file or a command to run, got nothing');
  const script = locateCommand(program) ?? (existsSync(program) ? program : undefined);
  if (script === undefined)
    throw new Error(`Expected a file or a command of node_modules/.bin, got ${program}`);
  return [script, ...args];
});
