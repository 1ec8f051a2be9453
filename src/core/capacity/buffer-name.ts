/** The name of a target's buffer: the same from every process, another for every target of the namespace. */
import type { TargetRef } from '../model/target.ts';
import { hashText } from '../model/text-hash.ts';

/** Cluster Autoscaler makes a PodTemplate `capacitybuffer-NAME-pod-template` of it, which has 253 characters at most. */
const LONGEST = 220;

export function bufferNameOf({ kind, name }: TargetRef): string {
  const whole = `forescale-${kind.toLowerCase()}-${name}`;
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, LONGEST - 14).replace(/[^a-z0-9]+$/, '')}-${hashText(whole)}`;
}
