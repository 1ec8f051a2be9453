/** `forescale config explain`: every setting, its value, where that comes from and what it means. */
import type { Command } from 'commander';
import type { ConfigEntry } from '../config/controller/controller-config.ts';
import { formatSource } from '../config/controller/source.ts';
import { shownValue, toConfigDocument } from './config-document.ts';
import { addConfigOptions, type ConfigFlags, readConfig } from './config-options.ts';
import type { CliDeps } from './deps.ts';
import { refuseUnknown } from './unknown-command.ts';
import { printable } from './wording.ts';
import { wrap } from './wrapping.ts';

const EXAMPLES = `
Examples:
  forescale config explain                                 what the controller would run with here
  forescale config explain --config forescale.yaml         with a file
  forescale config explain --set prescale.leadSeconds=300 --json

Flags stand above the environment (FORESCALE_...), that above the file, and that above the defaults.
`;

export function addConfigCommand(program: Command, deps: CliDeps): void {
  const config = program.command('config').summary('the configuration of the controller');
  addConfigOptions(
    config
      .command('explain')
      .summary('every setting, its value, its source and its meaning')
      .description(
        'Shows every setting of the controller: its value, where that comes from, and what it means.',
      ),
  )
    .option('--json', 'print one JSON document instead of the list')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ConfigFlags & { readonly json?: true }) => {
      const { entries } = await readConfig(flags, deps);
      const text = flags.json ? `${JSON.stringify(toConfigDocument(entries))}\n` : renderSettings(entries);
      await deps.terminal.print(text);
    });
  refuseUnknown(config);
}

function renderSettings(entries: readonly ConfigEntry[]): string {
  const widest = Math.max(...entries.map(({ setting }) => setting.key.length));
  return entries
    .flatMap((entry) => {
      const from = entry.source.kind === 'default' ? '' : `   (${formatSource(entry.source)})`;
      const line = `${entry.setting.key.padEnd(widest)}  ${showValue(entry)}${from}`;
      return [printable(line).trimEnd(), ...wrap(entry.setting.meaning, '    '), ''];
    })
    .join('\n');
}

function showValue(entry: ConfigEntry): string {
  const value = shownValue(entry);
  if (value === null) return '-';
  if (Array.isArray(value)) return value.length === 0 ? '-' : value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
