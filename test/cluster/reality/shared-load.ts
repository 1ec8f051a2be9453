/** What the pods on the real cluster measure of the load that behaviours offer. */
import type { V1Pod } from '@kubernetes/client-node';
import { RPS_PER_POD } from './world.ts';

const POD_MILLICORES = 100;

/**
 * As the embedded cluster has it: ready pods share the load evenly, their CPU stops at the limit.
 * @param loads requests a second by `namespace/workload`
 */
export function gaugesOf(loads: ReadonlyMap<string, number>) {
  const share = (pod: V1Pod, peers: readonly V1Pod[]): number | undefined => {
    const { namespace, labels } = pod.metadata ?? {};
    const load = loads.get(`${namespace}/${labels?.['app']}`);
    return load === undefined || !isReady(pod) ? undefined : load / peers.filter(isReady).length;
  };
  const cpu = (pod: V1Pod, peers: readonly V1Pod[]): number | undefined => {
    const rps = share(pod, peers);
    return rps === undefined ? undefined : Math.min(1, rps / RPS_PER_POD) * POD_MILLICORES;
  };
  return { cpu, custom: { requests_per_second: share }, scrapeSeconds: 15 };
}

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') === true;
