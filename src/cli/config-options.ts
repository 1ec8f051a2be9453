/** The options that a configuration is made of; the same for the controller and for what explains it. */
import { type Command, Option } from 'commander';
import { type ConfigReading, readControllerConfig } from '../config/controller/controller-config.ts';
import { FILE_VARIABLE, type FlagText } from '../config/controller/environment.ts';
import { formatProblem } from '../config/scenario/problem.ts';
import { BadInput } from './bad-input.ts';
import type { CliDeps } from './deps.ts';
import { collect, parseAssignment, parseFileName } from './option-values.ts';

export interface ConfigFlags {
  readonly config?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: readonly string[];
  readonly logLevel?: string;
  readonly leaderElection?: false;
  readonly set?: readonly Assignment[];
}

export interface Assignment {
  readonly key: string;
  readonly text: string;
}

export const addConfigOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--config <file>',
        `the configuration as YAML (default: $${FILE_VARIABLE}, or none)`,
      ).argParser(parseFileName),
    )
    .option('--kubeconfig <file>', 'a kubeconfig file')
    .option('--context <name>', 'its context')
    .addOption(
      new Option('-n, --namespace <name>', 'watch this namespace; may be repeated (default: all)').argParser(
        collect((text: string) => text),
      ),
    )
    .option('--log-level <level>', 'info, warn or off')
    .option('--no-leader-election', 'work though other replicas may be working too')
    .addOption(
      new Option('--set <key=value>', 'any setting by its key; may be repeated').argParser(
        collect(parseAssignment),
      ),
    );

/** Throws BadInput with a line for each problem. */
export async function readConfig(
  flags: ConfigFlags,
  { files, environment }: Pick<CliDeps, 'files' | 'environment'>,
): Promise<ConfigReading & { readonly ok: true }> {
  const name = flags.config ?? (environment[FILE_VARIABLE] || undefined);
  const file = name === undefined ? undefined : { name, text: await files.read(name) };
  const reading = readControllerConfig({ file, environment, flags: flagTexts(flags) });
  if (reading.ok) return reading;
  throw new BadInput(reading.problems.map(formatProblem).join('\n'));
}

function flagTexts(flags: ConfigFlags): readonly FlagText[] {
  const texts: readonly (readonly [flag: string, key: string, text: string | undefined])[] = [
    ...(flags.set ?? []).map(({ key, text }) => ['--set', key, text] as const),
    ['--kubeconfig', 'kubernetes.kubeconfig', flags.kubeconfig],
    ['--context', 'kubernetes.context', flags.context],
    ['--namespace', 'namespaces', flags.namespace?.join(',')],
    ['--log-level', 'log.level', flags.logLevel],
    ['--no-leader-election', 'leaderElection.enabled', flags.leaderElection === false ? 'false' : undefined],
  ];
  return texts.flatMap(([flag, key, text]) => (text === undefined ? [] : [{ flag, key, text }]));
}
