/** The CPU request of a pod, in thousandths of a core. */
import type { PodTemplate } from '../../api/objects.ts';
import type { PodView } from '../workload-pods.ts';
import { parseMilli } from './milli.ts';

type Containers = PodTemplate['spec']['containers'];

/** Pods of one template share its list of containers, and objects never change in place: each list is read once. */
const requests = new WeakMap<Containers, { readonly milli: number | undefined }>();

/** undefined when a container requests no CPU: then no utilization can be told. */
export function cpuRequestOf({ object }: PodView): number | undefined {
  const { containers } = object.spec;
  const known = requests.get(containers);
  if (known !== undefined) return known.milli;
  const milli = sumOf(containers);
  requests.set(containers, { milli });
  return milli;
}

function sumOf(containers: Containers): number | undefined {
  let total = 0;
  for (const { resources } of containers) {
    const milli = parseMilli(resources?.requests?.cpu ?? '');
    if (milli === undefined) return undefined;
    total += milli;
  }
  return total;
}
