/** The controller on this machine: its clock, its stdout, its signals. */
import { ProcessCredentials } from '../adapters/aws/process-credentials.ts';
import { PrometheusMeters } from '../adapters/prometheus/meters.ts';
import { stopHard } from '../adapters/system/hard-stop.ts';
import { jsonLog } from '../adapters/system/json-log.ts';
import { wallClock } from '../adapters/system/wall-clock.ts';
import type { ControllerConfig } from '../config/controller/settled.ts';
import type { NodeGroupLever } from '../ports/node-groups.ts';
import { connectController } from './cluster.ts';
import { runController } from './controller.ts';
import { nodeGroupLever } from './functions/node-group-lever.ts';
import { newsBusFor } from './news-bus.ts';

export async function startController(config: ControllerConfig, signal: AbortSignal): Promise<void> {
  const clock = wallClock;
  const write = (line: string): void => void process.stdout.write(line);
  const log = jsonLog({ level: config.log.level, clock, write });
  const meters = new PrometheusMeters();
  const chance = Math.random;
  stopHard(signal, { grace: config.grace, log, exit: (code) => process.exit(code) });
  const ports = await connectController(config, { clock, chance, log, requests: meters });
  try {
    const news = newsBusFor(config.events, process.env, clock);
    const nodeGroups = leverOf(config);
    await runController(config, { ports, news, nodeGroups, clock, chance, log, meters }, signal);
  } finally {
    ports.link.close();
  }
}

/** As whom this process is known to AWS: its service account, its Pod, or its node. */
function leverOf({ nodeGroups: settings, kubernetes }: ControllerConfig): NodeGroupLever | undefined {
  if (settings === undefined) return undefined;
  const { cluster, region, groups } = settings;
  const { env } = process;
  const named = { eksName: cluster, region, nodeGroups: groups, requestTimeout: kubernetes.requestTimeout };
  return nodeGroupLever(named, new ProcessCredentials({ env, region }), { clock: wallClock, env });
}
