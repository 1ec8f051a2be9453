/** What a behaviour sees of a cluster, real or embedded: the same requests go to both, through a socket. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What the body of a PATCH is; a merge patch when it is not said. */
  readonly patch?: 'merge' | 'json' | 'strategic' | 'apply';
}

export interface Answer {
  readonly code: number;
  /** Decoded; read it by `valueAt`. */
  readonly body: unknown;
}

export interface Frame {
  readonly type: string;
  readonly object: unknown;
}

export interface OpenWatch {
  /** What has come so far. */
  readonly frames: readonly Frame[];
  /** Until so many frames have come, or a few seconds have passed. */
  until(count: number): Promise<void>;
  /** Until the server ended it, or a few seconds have passed. */
  ended(): Promise<void>;
  close(): void;
}

/** A Deployment of small pods, each serving RPS_PER_POD, and its HPA. Its pods have the label `app`, which is the name. */
export interface Workload {
  readonly name: string;
  readonly replicas: number;
  readonly hpa?: Omit<V2HorizontalPodAutoscalerSpec, 'scaleTargetRef'>;
  /** Requests a second at first. */
  readonly rps?: number;
}

/** Beyond this a pod uses no more CPU, as its limit is its request. */
export const RPS_PER_POD = 100;
export const POD_CPU = '100m';
export const POD_START_SECONDS = 2;
export const NODE_BOOT_SECONDS = 10;

export interface World {
  /** The behaviour's own. */
  readonly namespace: string;
  /** Whatever the answer is; throws only when there is none. */
  ask(call: Call): Promise<Answer>;
  /** Returns when the server has answered, so that nothing after it is missed. */
  watch(path: string, query?: Readonly<Record<string, string>>): Promise<OpenWatch>;
  /** Seconds on the cluster's clock. */
  now(): number;
  /** Lets the cluster's time go on. */
  pass(seconds: number): Promise<void>;
  /** What comes to a workload from now on, shared by its pods. */
  offer(workload: string, rps: number): void;
  /** After this every version so far is too old to go on from. */
  expireWatches(): Promise<void>;
}
