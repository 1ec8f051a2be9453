/** The adapter's part of a world behind a socket: on caches as the controller has it, or live as commands do. */
import { clusterForController, liveCluster } from '../../src/adapters/kubernetes/kubernetes-cluster.ts';
import type { Transport } from '../../src/adapters/kubernetes/transport.ts';
import { soleLeader } from '../../src/controllers/sole-leader.ts';
import type { Chance } from '../../src/ports/chance.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { silentLog } from '../support/silent-log.ts';
import type { ContractWorld } from './contract-world.ts';

export type How = 'cached' | 'live';

export interface AdapterOptions {
  readonly how: How;
  /** Stays open: it is whose it was. */
  readonly transport: Transport;
  readonly clock: Clock;
  readonly chance: Chance;
}

type AdapterWorld = Omit<ContractWorld, 'transport' | 'tick' | 'owner' | 'until'>;

/** Returns when its caches are full. */
export function openAdapter({ how, ...options }: AdapterOptions): Promise<AdapterWorld> {
  return how === 'live' ? Promise.resolve(openLive(options)) : openCached(options);
}

type Ends = Omit<AdapterOptions, 'how'>;

/** Calls come to their end by themselves. */
const run = <T>(call: Promise<T>): Promise<T> => call;

function openLive({ transport, clock }: Ends): AdapterWorld {
  const ports = liveCluster({ namespaces: [], transport, clock });
  return { ...ports, changes: undefined, events: undefined, run, close: () => Promise.resolve() };
}

async function openCached(ends: Ends): Promise<AdapterWorld> {
  const { link, ...ports } = clusterForController({
    ...ends,
    log: silentLog,
    namespaces: [],
    instance: 'test',
    leadership: soleLeader,
  });
  const stop = new AbortController();
  const running = link.run(stop.signal);
  await link.synced;
  const close = async (): Promise<void> => {
    stop.abort();
    await running;
  };
  return { ...ports, eventSurges: undefined, run, close };
}
