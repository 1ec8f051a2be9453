/** `forescale simulate`: the same comparison on the user's own cluster and load. */
import { type Command, Option } from 'commander';
import type { TraceOptions } from '../config/trace/trace-scenario.ts';
import { runComparison } from './comparison-run.ts';
import type { CliDeps } from './deps.ts';
import {
  parseCpu,
  parseDemand,
  parseDuration,
  parseFileName,
  parseLead,
  parseMemory,
  parsePercent,
  parsePodCount,
  parseRate,
  parseSeed,
} from './option-values.ts';
import { addOutputOptions, chooseOutputs, type OutputFlags } from './output-options.ts';
import { readScenario, readTraced, type ScenarioInput } from './scenario-input.ts';

const EXAMPLES = `
Examples:
  forescale simulate --scenario shop.yaml
  forescale simulate --trace requests.csv.gz --events matches.csv --event-demand multiplier=4
  forescale simulate --trace requests.csv --events pushes.csv --lead 300 --json

A trace has a header, then an instant (RFC 3339) and the requests in that minute per row; a calendar
of events a header, then an instant and any labels. Both may be packed (.gz).
`;

type InputFlags = Pick<
  TraceOptions,
  'seed' | 'metric' | 'eventDemand' | 'eventDuration' | 'lead' | 'requestsPerReplica' | 'hpaTarget'
> & {
  readonly scenario?: string;
  readonly trace?: string;
  readonly events?: string;
  readonly nodeCpu?: string;
  readonly nodeMemory?: string;
  readonly nodePods?: string;
};

export function addSimulateCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('simulate')
    .summary('play your own scenario, or a recorded load with its events')
    .description(
      'Plays your own scenario, or a recorded load with its calendar of events, three times: with the HPA\n' +
        'and the Cluster Autoscaler alone, with Forescale, and provisioned for the peak all the time.',
    );
  for (const option of [...inputOptions(), ...traceOptions()]) command.addOption(option);
  addOutputOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (flags: InputFlags & OutputFlags) => {
      const input = await readInput(flags, command, deps);
      await runComparison({ ...input, outputs: chooseOutputs(flags) }, deps);
    });
}

const inputOptions = (): readonly Option[] => [
  new Option('--scenario <file>', 'the scenario as YAML')
    .argParser(parseFileName)
    .conflicts(['trace', 'events']),
  new Option('--trace <file>', 'the recorded load as CSV').argParser(parseFileName),
  new Option('--events <file>', 'the calendar of its events as CSV').argParser(parseFileName),
  new Option(
    '--seed <n>',
    'the same seed plays the same run (default: that of the scenario, or 1)',
  ).argParser(parseSeed),
  new Option('--metric <metric>', 'what the HPA scales on (default: that of the scenario, or cpu)').choices([
    'cpu',
    'requests',
  ]),
];

/** A scenario file says all of this itself. */
const traceOptions = (): readonly Option[] =>
  [
    new Option(
      '--event-demand <demand>',
      'what an event brings: multiplier=, rps= or replicas= and a number (default: multiplier=4)',
    ).argParser(parseDemand),
    new Option('--event-duration <seconds>', 'how long an event lasts (default: 7200)').argParser(
      parseDuration,
    ),
    new Option('--lead <seconds>', 'how long before an event the floor goes up (default: 240)').argParser(
      parseLead,
    ),
    new Option(
      '--requests-per-replica <n>',
      'requests per second that a replica serves (default: the usual load takes ten)',
    ).argParser(parseRate),
    new Option(
      '--hpa-target <percent>',
      'how much of what a replica serves the HPA aims at (default: 60)',
    ).argParser(parsePercent),
    new Option('--node-cpu <quantity>', 'CPU that a node has for pods (default: 3920m)').argParser(parseCpu),
    new Option('--node-memory <quantity>', 'memory that a node has for pods (default: 15Gi)').argParser(
      parseMemory,
    ),
    new Option('--node-pods <n>', 'how many pods a node takes (default: 110)').argParser(parsePodCount),
  ].map((option) => option.conflicts('scenario'));

function readInput(flags: InputFlags, command: Command, { files }: CliDeps): Promise<ScenarioInput> {
  const { scenario, trace, events, seed, metric } = flags;
  if (scenario !== undefined) return readScenario(scenario, { seed, metric }, files);
  if (trace !== undefined && events !== undefined)
    return readTraced({ trace, events }, toTraceOptions(flags), files);
  const missing = trace === undefined ? (events === undefined ? undefined : '--trace') : '--events';
  return command.error(
    missing === undefined
      ? 'error: no input. Expected --scenario <file>, or --trace <file> with --events <file>.'
      : `error: option '${missing} <file>' is missing. Expected --trace and --events together.`,
  );
}

function toTraceOptions(flags: InputFlags): TraceOptions {
  const { eventDemand, eventDuration, lead, requestsPerReplica, hpaTarget, seed, metric } = flags;
  const { nodeCpu, nodeMemory, nodePods } = flags;
  const allocatable = {
    ...(nodeCpu === undefined ? {} : { cpu: nodeCpu }),
    ...(nodeMemory === undefined ? {} : { memory: nodeMemory }),
    ...(nodePods === undefined ? {} : { pods: nodePods }),
  };
  return { eventDemand, eventDuration, lead, requestsPerReplica, hpaTarget, seed, metric, allocatable };
}
