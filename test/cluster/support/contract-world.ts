/** The world of a contract on a real API server: a namespace of its own, whose owner is the administrator. */
import { connectCluster } from '../../../src/adapters/kubernetes/cluster-connection.ts';
import { HttpTransport } from '../../../src/adapters/kubernetes/http-transport.ts';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { type How, openAdapter } from '../../contracts/adapter-world.ts';
import type { ContractWorld } from '../../contracts/contract-world.ts';
import { Owner } from '../../contracts/owner.ts';
import type { ControlPlane } from './control-plane.ts';
import { waitFor } from './wait.ts';

export interface RealWorldOptions {
  readonly namespace: string;
  readonly how: How;
  /** As whom the adapter is known; closed with the world. When left out, as the administrator. */
  readonly transport?: HttpTransport;
}

export async function openRealWorld(
  plane: ControlPlane,
  { namespace, how, transport: own }: RealWorldOptions,
): Promise<ContractWorld> {
  await plane.kubectl.run('create', 'namespace', namespace);
  const admin = await connectCluster({ kubeconfig: plane.kubeconfig, env: {} }, wallClock);
  const adminTransport = () => new HttpTransport({ ...admin, clock: wallClock, version: '0.0.0' });
  const [transport, theirs] = [own ?? adminTransport(), adminTransport()];
  const adapter = await openAdapter({ how, transport, clock: wallClock, chance: Math.random });
  return {
    ...adapter,
    transport,
    tick: () => Promise.resolve(),
    owner: new Owner(theirs, namespace),
    until: async (what, isSo) => {
      await waitFor(what, async () => isSo(), { seconds: 30, everyMillis: 10 });
    },
    close: async () => {
      await adapter.close();
      transport.close();
      theirs.close();
    },
  };
}
