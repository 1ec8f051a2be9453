/** `forescale events replay`: sends what a dead-letter queue keeps once more, as far as it can be understood by now. */
import type { Command } from 'commander';
import { BadInput } from '../bad-input.ts';
import type { CliDeps } from '../deps.ts';
import { parseFileName, parseQueueUrl } from '../option-values.ts';
import { Unfinished } from '../unfinished.ts';
import { readEventCheck } from './event-check.ts';
import { type ReplayDocument, type ReplayRow, renderReplay } from './replay-document.ts';
import { replayProgress } from './replay-progress.ts';
import { type Replayed, replay } from './replay-run.ts';

const NOTES = `
A message is removed from --from when --to has taken it. What is still bad stays, and is listed with the reason.
--config also checks the names of apps, clusters and alarms, as the functions will. Credentials are those of the AWS CLI.
Exit code 4 when something stays, 3 when a queue refuses.
`;

interface ReplayFlags {
  readonly from: string;
  readonly to: string;
  readonly config?: string;
  readonly all?: true;
  readonly dryRun?: true;
  readonly region?: string;
  readonly endpoint?: string;
  readonly json?: true;
}

export function addReplayCommand(events: Command, deps: CliDeps): void {
  events
    .command('replay')
    .summary('send what a dead-letter queue keeps once more')
    .description(
      'Checks every message of a dead-letter queue again and sends it back to the queue of a function.',
    )
    .requiredOption('--from <url>', 'the dead-letter queue', parseQueueUrl)
    .requiredOption('--to <url>', 'the queue that the function reads', parseQueueUrl)
    .option('--config <file>', 'the configuration of the functions', parseFileName)
    .option('--all', 'send also what is still bad')
    .option('--dry-run', 'only say what would be sent')
    .option('--region <name>', 'region of both queues (default: that of the URL)')
    .option('--endpoint <url>', 'where SQS is, for trials (default: that of the URL)', parseQueueUrl)
    .option('--json', 'print one JSON document')
    .addHelpText('after', NOTES)
    .action((flags: ReplayFlags) => run(flags, deps));
}

async function run(flags: ReplayFlags, deps: CliDeps): Promise<void> {
  const { from, to, region, endpoint } = flags;
  if (from === to) throw new BadInput('--to: expected another queue than --from');
  const complain = await readEventCheck(flags.config, deps);
  const open = (url: string) => deps.openQueue({ url, region, endpoint });
  const progress = replayProgress(deps.terminal);
  const wishes = { all: flags.all === true, dryRun: flags.dryRun === true };
  const parts = {
    from: open(from),
    to: open(to),
    complain,
    onProgress: (rows: readonly ReplayRow[]) => progress.show(rows),
  };
  const replayed = await replay(wishes, parts, deps.signal);
  progress.clear();
  const document = toDocument(flags, replayed);
  await deps.terminal.print(flags.json ? `${JSON.stringify(document)}\n` : renderReplay(document));
  if (replayed.fault !== undefined) throw replayed.fault;
  const stays = document.messages.filter(({ outcome }) => outcome === 'kept');
  if (stays.length > 0) throw new Unfinished(`${stays.length} of ${document.messages.length} are still bad`);
  if (!document.complete) throw new Unfinished('not all of it was looked at');
}

const toDocument = ({ from, to, dryRun }: ReplayFlags, { rows, complete }: Replayed): ReplayDocument => ({
  version: 1,
  from,
  to,
  dryRun: dryRun === true,
  complete,
  messages: [...rows],
});
