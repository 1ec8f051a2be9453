/** Clients of a FakeKube, on caches or on live reads. */
import { CachedSource } from '../../src/adapters/kubernetes/cached-source.ts';
import { ChangeWatch } from '../../src/adapters/kubernetes/change-watch.ts';
import { Discovery } from '../../src/adapters/kubernetes/discovery.ts';
import {
  KEPT_HPAS,
  KEPT_SCALED_OBJECTS,
  KEPT_SURGES,
  KEPT_WORKLOADS,
} from '../../src/adapters/kubernetes/kept-types.ts';
import { LiveSource } from '../../src/adapters/kubernetes/live-source.ts';
import { SurgeClient } from '../../src/adapters/kubernetes/surge-client.ts';
import { TargetClient } from '../../src/adapters/kubernetes/target-client.ts';
import { asMillis, plus } from '../../src/core/model/time.ts';
import { NOON } from './an-api.ts';
import { FakeKube } from './fake-kube.ts';
import { silentLog } from './silent-log.ts';
import { VirtualClock } from './virtual-clock.ts';

export function someClients({ namespaces = [] }: { readonly namespaces?: readonly string[] } = {}) {
  const kube = new FakeKube();
  const clock = new VirtualClock(NOON);
  const discovery = new Discovery({ transport: kube, clock });
  const live = new LiveSource({ transport: kube, discovery, namespaces });
  const deps = { namespaces, transport: kube, discovery, clock, chance: () => 0.5, log: silentLog };
  const cached = new CachedSource(live, deps);
  cached.keep(KEPT_HPAS);
  cached.keep(KEPT_SCALED_OBJECTS);
  cached.keep(KEPT_SURGES);
  cached.keep(KEPT_WORKLOADS.Deployment);
  cached.keep(KEPT_WORKLOADS.StatefulSet);
  const stop = new AbortController();
  /** Fills the caches; they follow from then on. */
  const start = async (): Promise<void> => {
    cached.run(stop.signal).catch(() => {});
    await clock.settle();
  };
  const after = (millis: number) => clock.advanceTo(plus(clock.now(), asMillis(millis)));
  const clientsOf = (source: CachedSource | LiveSource) => ({
    targets: new TargetClient({ source, discovery, transport: kube }),
    surges: new SurgeClient(source, clock),
  });
  return {
    kube,
    clock,
    discovery,
    cached,
    stop,
    start,
    after,
    ...clientsOf(cached),
    live: { source: live, ...clientsOf(live) },
    changes: new ChangeWatch(cached),
  };
}
