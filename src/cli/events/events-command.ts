/** `forescale events`: what came, or is to come, over the bus. */
import type { Command } from 'commander';
import type { CliDeps } from '../deps.ts';
import { refuseUnknown } from '../unknown-command.ts';
import { addCheckCommand } from './check-command.ts';
import { addReplayCommand } from './replay-command.ts';

export function addEventsCommand(program: Command, deps: CliDeps): void {
  const events = program.command('events').summary('events of the bus, as the functions take them in');
  addCheckCommand(events, deps);
  addReplayCommand(events, deps);
  refuseUnknown(events);
}
