/** `forescale dev`: the embedded cluster behind the Kubernetes API, until it is interrupted. */
import { type Command, Option } from 'commander';
import { Engine } from '../sim/engine.ts';
import { buildDevCluster } from '../sim/http/dev-cluster.ts';
import { kubeconfigOf } from '../sim/http/kubeconfig.ts';
import { keepPace } from '../sim/pace.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { CliDeps } from './deps.ts';
import { describeDevCluster } from './dev-wording.ts';
import { parseFileName, parsePort, parseSeed, parseSpeed } from './option-values.ts';
import { readScenario } from './scenario-input.ts';

const DEFAULT_KUBECONFIG = 'forescale-dev.kubeconfig';

const EXAMPLES = `
Examples:
  forescale dev                                   the news app of the demo; a push comes in five minutes
  forescale dev --speed 60                        a minute passes in a second
  forescale dev --scenario shop.yaml --port 8443  your own cluster, where you expect it
  forescale dev --json                            for programs: one line with url and kubeconfig
`;

interface DevFlags {
  readonly scenario?: string;
  readonly port: number;
  readonly kubeconfig: string;
  readonly speed: number;
  readonly seed?: number;
  readonly json?: true;
}

export function addDevCommand(program: Command, deps: CliDeps): void {
  program
    .command('dev')
    .summary('serve the embedded cluster to kubectl and controllers')
    .description(
      'Serves the embedded cluster on the loopback address in the wire format of Kubernetes, and writes a\n' +
        'kubeconfig for it: for kubectl, and for a controller under development. Runs until it is interrupted.',
    )
    .addOption(
      new Option('--scenario <file>', 'a scenario as YAML (default: the news app of the demo)').argParser(
        parseFileName,
      ),
    )
    .addOption(
      new Option('--port <n>', 'where to listen; 0 takes a free port').argParser(parsePort).default(0),
    )
    .addOption(
      new Option('--kubeconfig <file>', 'where the kubeconfig goes; removed at the end')
        .argParser(parseFileName)
        .default(DEFAULT_KUBECONFIG),
    )
    .addOption(
      new Option('--speed <n>', 'how fast the time of the cluster passes: 60 is a minute per second')
        .argParser(parseSpeed)
        .default(1),
    )
    .addOption(
      new Option(
        '--seed <n>',
        'the same seed draws the same delays (default: that of the scenario, or 1)',
      ).argParser(parseSeed),
    )
    .option('--json', 'print one line of JSON with url and kubeconfig, and nothing else')
    .addHelpText('after', EXAMPLES)
    .action((flags: DevFlags) => runDev(flags, deps));
}

async function runDev(flags: DevFlags, deps: CliDeps): Promise<void> {
  const { clock, files, signal, terminal } = deps;
  const scenario = await chooseScenario(flags, deps);
  await files.ensureWritable(flags.kubeconfig);
  const token = deps.drawToken();
  const cluster = await buildDevCluster({ scenario, engine: new Engine(clock.now()), clock, token });
  const server = await deps.listen(cluster.handler, flags.port);
  try {
    const [workload] = cluster.scenario.cluster.workloads;
    const namespace = workload?.namespace ?? 'default';
    const kubeconfig = await files.write(flags.kubeconfig, kubeconfigOf({ ...server, token, namespace }));
    try {
      const place = { url: server.url, kubeconfig };
      const told = {
        scenario: cluster.scenario,
        speed: flags.speed,
        begun: cluster.scenario.start,
        ...place,
      };
      await terminal.print(flags.json === true ? `${JSON.stringify(place)}\n` : describeDevCluster(told));
      await keepPace(cluster.engine, clock, flags.speed, signal);
    } finally {
      await files.remove(kubeconfig);
    }
  } finally {
    await server.close();
  }
}

async function chooseScenario(
  { scenario: file, seed }: DevFlags,
  { files, demoScenario }: CliDeps,
): Promise<Scenario> {
  if (file === undefined) return demoScenario({ seed: seed ?? 1, times: 20, metric: 'cpu' });
  const { scenario } = await readScenario(file, { seed, metric: undefined }, files);
  return scenario;
}
