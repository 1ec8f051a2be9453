/** A command that is none: what there is instead. */
import type { Command } from 'commander';

export function refuseUnknown(command: Command): void {
  command.on('command:*', ([name]: readonly string[]) =>
    command.error(`error: unknown command '${name}'. Expected ${namesOf(command)}.`),
  );
}

function namesOf({ commands }: Command): string {
  const names = commands.map((command) => command.name());
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
