/** `forescale events check`: whether events would be taken in, before they are sent. */
import type { Command } from 'commander';
import { BadInput } from '../bad-input.ts';
import type { CliDeps } from '../deps.ts';
import { parseFileName } from '../option-values.ts';
import { type CheckDocument, checkedRow, problemLines, renderCheck } from './check-document.ts';
import { readEventCheck } from './event-check.ts';

const NOTES = `
Examples:
  forescale events check push.json                               its form alone
  forescale events check push.json --config functions.json       and the apps, clusters and alarms in it
  aws sqs receive-message --queue-url $DLQ --query 'Messages[0].Body' --output text | forescale events check -

An event is the whole envelope, as EventBridge hands it over. Exit code 2 when one would not be taken in.
`;

interface CheckFlags {
  readonly config?: string;
  readonly json?: true;
}

export function addCheckCommand(events: Command, deps: CliDeps): void {
  events
    .command('check')
    .argument('<file...>', 'events, one a file; - = stdin')
    .summary('whether events would be taken in')
    .description('Holds events of files against their schemas, and against a configuration of the functions.')
    .option('--config <file>', 'the configuration of the functions', parseFileName)
    .option('--json', 'print one JSON document')
    .addHelpText('after', NOTES)
    .action((files: readonly string[], flags: CheckFlags) => run(files, flags, deps));
}

async function run(names: readonly string[], flags: CheckFlags, deps: CliDeps): Promise<void> {
  const complain = await readEventCheck(flags.config, deps);
  const rows: CheckDocument['events'] = [];
  for (const name of names) {
    const isPipe = name === '-';
    const body = await deps.files.read(isPipe ? '/dev/stdin' : name);
    rows.push(checkedRow(isPipe ? 'stdin' : name, body, complain(body)));
  }
  const document: CheckDocument = { version: 1, config: flags.config ?? null, events: rows };
  await deps.terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderCheck(document));
  const bad = rows.filter(({ problem }) => problem !== null);
  if (bad.length > 0) throw new BadInput(bad.map(problemLines).join('\n'));
}
