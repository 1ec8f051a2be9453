/** The cluster that a configuration names. */
import type { ControllerConfig } from '../config/controller/settled.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { ControllerPorts } from '../ports/cluster.ts';
import { Unavailable } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import type { RequestMeter } from '../ports/metrics.ts';

export interface ConnectionWorld {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly requests: RequestMeter;
}

/** Throws a Fault that names the server when it cannot be reached, or the field of a kubeconfig that is wrong. */
export async function connectController(
  _config: ControllerConfig,
  _world: ConnectionWorld,
): Promise<ControllerPorts> {
  throw new Unavailable('this build has no client for a Kubernetes API yet');
}
