/** What the commands need of a cluster, on the embedded one: with surges as objects, and faults when a test wants them. */
import type { CliDeps } from '../../src/cli/deps.ts';
import { runCli } from '../../src/cli/program.ts';
import { plus, seconds } from '../../src/core/model/time.ts';
import type { ClusterChoice, ClusterPorts } from '../../src/ports/cluster.ts';
import { Invalid } from '../../src/ports/faults.ts';
import type { StoredObject, SurgeStore } from '../../src/ports/surge-store.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { isSameValue } from '../../src/resources/same-value.ts';
import { ApiError } from '../../src/sim/api/errors.ts';
import type { ApiServer } from '../../src/sim/api/server.ts';
import { cliDeps, type FakeWorld, fakeWorld } from './cli-deps.ts';
import { simControllerPorts } from './controller-ports.ts';

const BY_KUBECTL = { manager: 'forescale-cli' };

function storeOn(api: ApiServer): SurgeStore {
  const all = () => [...api.list('Surge')] as unknown as readonly StoredObject[];
  const find = (namespace: string, name: string) =>
    all().find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  return {
    list: async (_, namespace) =>
      all().filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace),
    get: async (_, namespace, name) => find(namespace, name),
    apply: async ({ metadata, ...object }, { dryRun }) => {
      const { namespace, name } = metadata;
      const before = find(namespace, name);
      const spec = object.spec as JsonObject;
      if (before !== undefined && isSameValue({ ...(before.spec as JsonObject), ...spec }, before.spec))
        return 'unchanged';
      try {
        if (before === undefined && !dryRun)
          api.create('Surge', { ...object, metadata, spec } as never, BY_KUBECTL);
        else if (!dryRun) api.patch('Surge', namespace, name, { spec }, BY_KUBECTL);
      } catch (error) {
        throw error instanceof ApiError ? new Invalid(error.message, { cause: error }) : error;
      }
      return before === undefined ? 'created' : 'configured';
    },
    cancel: async (namespace, name) =>
      void api.patch('Surge', namespace, name, { spec: { cancelled: true } }, BY_KUBECTL),
  };
}

export function aCluster() {
  const parts = simControllerPorts();
  const chosen: ClusterChoice[] = [];
  const state = { closed: 0 };
  const ports: ClusterPorts = {
    server: 'https://10.0.0.1',
    namespace: 'news',
    store: storeOn(parts.api),
    targets: parts.ports.targets,
    surges: parts.ports.surges,
    buffers: parts.ports.capacity.buffers,
    close: () => {
      state.closed += 1;
    },
  };
  /** Runs a command while the cluster goes on, for so long at most. */
  const run = async (
    line: readonly string[],
    forSeconds = 60,
    over: Partial<CliDeps> & { readonly world?: FakeWorld } = {},
  ) => {
    const { world = fakeWorld(), ...deps } = over;
    const openCluster = async (choice: ClusterChoice) => {
      chosen.push(choice);
      return { ...ports, namespace: choice.namespace ?? ports.namespace };
    };
    const exit: { code?: number } = {};
    const ended = runCli(line, cliDeps(world, { clock: parts.clock, openCluster, ...deps })).then((code) => {
      exit.code = code;
    });
    for (let passed = 0; passed < forSeconds && exit.code === undefined; passed += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await parts.engine.runUntil(plus(parts.engine.now, seconds(1)));
    }
    if (exit.code === undefined) throw new Error(`expected an end within ${forSeconds} s: ${line.join(' ')}`);
    await ended;
    return { code: exit.code, stdout: world.stdout, stderr: world.stderr };
  };
  return { ...parts, cluster: ports, chosen, state, run };
}
