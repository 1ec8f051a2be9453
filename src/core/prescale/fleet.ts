/**
 * How long it takes a fleet to rise. The controllers of Kubernetes ask the API server at a limited rate each: a thousand
 * targets that go up together wait for one another, though each of them alone would be there in seconds.
 */
import { asMillis, type Millis, seconds, toSeconds } from '../model/time.ts';

/** What goes up together. */
export interface Rise {
  readonly targets: number;
  /** To be created, over all targets. */
  readonly pods: number;
}

export interface FleetConfig {
  /** What the Deployment and ReplicaSet controllers create. */
  readonly podsPerSecond: number;
  /** Floors that the HPA controller acts on. */
  readonly hpaChangesPerSecond: number;
  /** From a pod created to Ready, a node that is waited for included where that is usual. */
  readonly podReady: Millis;
}

export interface RiseTime {
  /** Until the last workload has been asked for its replicas. */
  readonly asked: Millis;
  /** Until the last pod has been created. */
  readonly created: Millis;
  /** Until the last pod is Ready. */
  readonly ready: Millis;
}

/** With `followWithScale` nobody waits for the HPA controller. Pods are created while others are still asked for. */
export function predictRise(rise: Rise, fleet: FleetConfig, followWithScale: boolean): RiseTime {
  const asked = followWithScale ? seconds(0) : seconds(rise.targets / fleet.hpaChangesPerSecond);
  const created = asMillis(Math.max(asked, seconds(rise.pods / fleet.podsPerSecond)));
  const ready = asMillis(created + (rise.pods > 0 ? fleet.podReady : 0));
  return { asked, created, ready };
}

/** In words, when the lead is shorter than the rise will take; undefined when it is long enough. */
export function describeShortLead(
  lead: Millis,
  rise: Rise,
  fleet: FleetConfig,
  followWithScale: boolean,
): string | undefined {
  const { created, ready } = predictRise(rise, fleet, followWithScale);
  if (ready <= lead) return undefined;
  return (
    `the lead is ${whole(lead)} s, but ${counted(rise.pods, 'pod')} of ${counted(rise.targets, 'target')} that go up together take about ` +
    `${whole(created)} s to be created and ${whole(fleet.podReady)} s to become ready: ` +
    `a lead of ${whole(ready)} s is enough`
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const whole = (length: Millis): number => Math.ceil(toSeconds(length));
