/**
 * One push on real parts, watched every five seconds: kube-controller-manager and kube-scheduler 1.35, Cluster
 * Autoscaler 1.35, nodes and kubelets played by KWOK. The load, the pods and the nodes are those of the demo at twenty
 * times; metrics scraped every 15 s; watched from a minute before the push to twenty after it.
 */

export interface Figures {
  readonly unservedRequests: number;
  /** When nothing was lost any more. Seconds count from the push, here and below. */
  readonly recoverySeconds: number;
  readonly podSeconds: number;
  readonly nodeSeconds: number;
  /** The most replicas that the HPA asked for. */
  readonly mostReplicas: number;
  readonly mostNodes: number;
  readonly firstStepDownSeconds: number;
  /** What that step asked for. */
  readonly replicasAfterFirstStepDown: number;
  /** Infinity: not while anybody watched. */
  readonly firstNodeBackSeconds: number;
}

/** The HPA began to ask for so many. */
export interface Step {
  readonly seconds: number;
  readonly replicas: number;
}

export interface ReferenceRun {
  readonly metric: 'cpu' | 'requests';
  readonly figures: Figures;
  readonly stepsUp: readonly Step[];
}

export const CPU_RUN: ReferenceRun = {
  metric: 'cpu',
  figures: {
    unservedRequests: 3_060_000,
    recoverySeconds: 355,
    podSeconds: 53_744,
    nodeSeconds: 10_327,
    mostReplicas: 68,
    mostNodes: 10,
    firstStepDownSeconds: 775,
    replicasAfterFirstStepDown: 49,
    firstNodeBackSeconds: Number.POSITIVE_INFINITY,
  },
  stepsUp: [
    { seconds: 26, replicas: 17 },
    { seconds: 86, replicas: 24 },
    { seconds: 176, replicas: 32 },
    { seconds: 251, replicas: 44 },
    { seconds: 311, replicas: 58 },
    { seconds: 371, replicas: 68 },
  ],
};

export const REQUESTS_RUN: ReferenceRun = {
  metric: 'requests',
  figures: {
    unservedRequests: 2_160_000,
    recoverySeconds: 175,
    podSeconds: 120_583,
    nodeSeconds: 31_536,
    mostReplicas: 192,
    mostNodes: 28,
    firstStepDownSeconds: 506,
    replicasAfterFirstStepDown: 116,
    firstNodeBackSeconds: 1_113,
  },
  stepsUp: [
    { seconds: 26, replicas: 20 },
    { seconds: 41, replicas: 40 },
    { seconds: 56, replicas: 80 },
    { seconds: 71, replicas: 160 },
    { seconds: 86, replicas: 192 },
  ],
};

/** A thousand HPAs from one replica to three at once, default flags, nodes with room; two runs of each. */
export interface FleetRun {
  readonly lever: 'floor' | 'floor and /scale';
  /** How long the writer took, on the average of the two. */
  readonly writtenInSeconds: number;
  readonly halfAtNewCountSeconds: readonly number[];
  readonly lastAtNewCountSeconds: readonly number[];
  readonly lastPodCreatedSeconds: readonly number[];
}

export const FLEET_RUNS: readonly FleetRun[] = [
  {
    lever: 'floor',
    writtenInSeconds: 2.25,
    halfAtNewCountSeconds: [52],
    lastAtNewCountSeconds: [104.5, 107.8],
    lastPodCreatedSeconds: [278, 241],
  },
  {
    lever: 'floor and /scale',
    writtenInSeconds: 4.1,
    halfAtNewCountSeconds: [],
    lastAtNewCountSeconds: [3.8, 4.9],
    lastPodCreatedSeconds: [240, 241],
  },
];
