/** The name of a target's buffer: the same from every process, another for every target of the namespace. */
import type { TargetRef } from '../model/target.ts';

/** Cluster Autoscaler makes a PodTemplate `capacitybuffer-NAME-pod-template` of it, which has 253 characters at most. */
const LONGEST = 220;

export function bufferNameOf({ kind, name }: TargetRef): string {
  const whole = `forescale-${kind.toLowerCase()}-${name}`;
  if (whole.length <= LONGEST) return whole;
  const hash = hashOf(whole).toString(16).padStart(13, '0');
  return `${whole.slice(0, LONGEST - 14).replace(/[^a-z0-9]+$/, '')}-${hash}`;
}

const PRIME = 1_099_511;

/** 52 bits, each step exact in a double: two long names of one namespace do not meet by chance. */
function hashOf(text: string): number {
  let high = 0x811c9;
  let low = 0x9dc5;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    low = (low * 31 + code) % 0x4000000;
    high = (high * PRIME + low) % 0x4000000;
  }
  return high * 0x4000000 + low;
}
