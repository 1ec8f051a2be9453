/**
 * The scores of the default profile that tell nodes of one group apart, in whole points as upstream: the emptier node,
 * fewer pods of the same workload (soft spread over hosts), no soft taint.
 */
import type { NodeAccount } from './node-ledger.ts';
import { type Resources, share } from './resources.ts';

export interface Contender {
  readonly account: NodeAccount;
  /** Pods of the same workload on the node. */
  readonly siblings: number;
}

const MAX_SCORE = 100;
const WEIGHTS = { emptiness: 1, spread: 2, taints: 3 };
/** `maxSkew` of the default constraint on hosts. */
const HOST_SKEW = 3;

/** All nodes that share the highest score. */
export function bestOf(contenders: readonly Contender[], request: Resources): NodeAccount[] {
  const crowding = contenders.map(({ siblings }) => crowdingOf(siblings, contenders.length));
  const least = Math.min(...crowding);
  const most = Math.max(...crowding);
  let best: NodeAccount[] = [];
  let top = Number.NEGATIVE_INFINITY;
  contenders.forEach(({ account }, index) => {
    const spread = spreadScore(crowding[index] ?? 0, least, most);
    const score = WEIGHTS.spread * spread + ownScore(account, request);
    if (score > top) best = [];
    if (score >= top) best.push(account);
    top = Math.max(top, score);
  });
  return best;
}

const ownScore = (account: NodeAccount, request: Resources): number =>
  WEIGHTS.emptiness * emptinessScore(account, request) + WEIGHTS.taints * (account.shunned ? 0 : MAX_SCORE);

function emptinessScore({ allocatable, requested }: NodeAccount, request: Resources): number {
  const left = (whole: number, used: number): number => Math.floor(share(whole - used, whole) * MAX_SCORE);
  const cpu = left(allocatable.milliCpu, requested.milliCpu + request.milliCpu);
  const memory = left(allocatable.memoryBytes, requested.memoryBytes + request.memoryBytes);
  return Math.floor((cpu + memory) / 2);
}

const crowdingOf = (siblings: number, nodes: number): number =>
  Math.round(siblings * Math.log(nodes + 2) + HOST_SKEW - 1);

const spreadScore = (crowding: number, least: number, most: number): number =>
  most === 0 ? MAX_SCORE : Math.floor((MAX_SCORE * (most + least - crowding)) / most);
