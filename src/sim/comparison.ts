/** What a run of the embedded cluster found: the same scenario and seed, played by each strategy. Plain data. */
import type { Scenario } from './scenario.ts';

export type StrategyName = 'reactive' | 'forescale' | 'peak';

export interface TimelinePoint {
  readonly secondsFromPush: number;
  readonly offeredRps: number;
  readonly servedRps: number;
  readonly pods: number;
  readonly unscheduledPods: number;
  readonly readyPods: number;
  /** 0 before the HPA's first sync. */
  readonly desiredReplicas: number;
  readonly nodes: number;
  readonly readyNodes: number;
  readonly floor: number;
}

export interface StrategyResult {
  readonly name: StrategyName;
  readonly offeredRequests: number;
  readonly unservedRequests: number;
  /** Seconds in which at least one request went unserved. */
  readonly unservedSeconds: number;
  readonly podSeconds: number;
  readonly nodeSeconds: number;
  readonly maxReadyReplicas: number;
  /** One per event: how long before it the capacity was warm; negative = late, null = never. */
  readonly warmBeforeEventSeconds: readonly (number | null)[];
  /** After the last event every target equals its owner's intent. */
  readonly restored: boolean;
  /** Writes of ours to the API. */
  readonly writes: number;
  /** In order of time, at least one point every 5 s where `--timeline` is to show that much. */
  readonly timeline: readonly TimelinePoint[];
}

export interface ComparedEvent {
  readonly name: string;
  /** From the first point of the timelines. */
  readonly secondsFromStart: number;
}

export interface Comparison {
  readonly seed: number;
  /** The scenario in words. */
  readonly scenario: string;
  readonly strategies: readonly StrategyResult[];
  /** The least that serves every request. */
  readonly oracle: { readonly podSeconds: number };
  readonly events: readonly ComparedEvent[];
  /** Pre-flight warnings in words. */
  readonly notes: readonly string[];
}

export interface ComparisonProgress {
  readonly strategy: string;
  /** Of the strategy's run, from 0 to 1. */
  readonly share: number;
  /** What is going on there now, in a few words. */
  readonly line: string;
}

export type RunComparison = (input: {
  readonly scenario: Scenario;
  readonly onProgress: (progress: ComparisonProgress) => void;
  readonly signal: AbortSignal;
}) => Promise<Comparison>;
