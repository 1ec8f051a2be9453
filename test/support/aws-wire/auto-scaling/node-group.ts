/**
 * An Auto Scaling group as it moves: instances come one boot time after they were asked for, or not at all where
 * there are no more to be had, and go at once. Nothing runs in between: every look first does what was due.
 */
import { type Instant, type Millis, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Clock } from '../../../../src/ports/clock.ts';
import { ActivityLog } from './activity-log.ts';

export interface NodeGroupSetup {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  readonly launchTemplate?: LaunchTemplateChoice;
  /** Of a mixed group, the first before the others; none = what the launch template says. */
  readonly instanceTypes?: readonly string[];
  readonly zones?: readonly string[];
  /** From the request to in service; 90 s when left out. */
  readonly bootTime?: Millis;
  /** How many instances AWS has for this group; without end when left out. */
  readonly available?: number;
  readonly suspended?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface LaunchTemplateChoice {
  readonly id: string;
  readonly name: string;
  /** A number, `$Latest` or `$Default`. */
  readonly version: string;
}

export interface GroupInstance {
  readonly id: string;
  readonly type: string;
  readonly zone: string;
  readonly launchedAt: Instant;
  readonly inServiceAt: Instant;
}

export interface Tag {
  readonly value: string;
  readonly propagate: boolean;
}

export interface InstanceRefresh {
  readonly id: string;
  readonly status: 'Pending' | 'InProgress' | 'Successful' | 'Failed' | 'Cancelling' | 'Cancelled';
  readonly percent: number;
  readonly startedAt: Instant;
}

/** How long Auto Scaling waits after a launch that failed. */
const RETRY = seconds(60);

export class NodeGroup {
  min: number;
  max: number;
  desired: number;
  available: number;
  bootTime: Millis;
  readonly setup: NodeGroupSetup;
  readonly createdAt: Instant;
  readonly tags: Map<string, Tag>;
  readonly suspended: Set<string>;
  readonly activities: ActivityLog;
  /** The latest first. */
  readonly refreshes: InstanceRefresh[] = [];
  readonly #clock: Clock;
  readonly #number: number;
  #instances: readonly GroupInstance[] = [];
  #launched = 0;
  #nextTry: Instant;

  /** @param number of the group: no two instances share an id */
  constructor(setup: NodeGroupSetup, clock: Clock, number: number) {
    const { name, min, max, desired, bootTime = seconds(90), available = Number.POSITIVE_INFINITY } = setup;
    this.min = min;
    this.max = max;
    this.desired = desired;
    this.available = available;
    this.bootTime = bootTime;
    this.setup = setup;
    this.#number = number;
    this.createdAt = clock.now();
    const tags = Object.entries(setup.tags ?? {});
    this.tags = new Map(tags.map(([key, value]) => [key, { value, propagate: true }]));
    this.suspended = new Set(setup.suspended);
    this.activities = new ActivityLog(name);
    this.#clock = clock;
    this.#nextTry = this.createdAt;
    this.#instances = Array.from({ length: desired }, () => this.#make(this.createdAt, this.createdAt));
  }

  get name(): string {
    return this.setup.name;
  }

  /** All that are not terminated, the oldest first. */
  get instances(): readonly GroupInstance[] {
    this.settle();
    return this.#instances;
  }

  get inService(): number {
    return this.instances.filter(({ inServiceAt }) => inServiceAt <= this.#clock.now()).length;
  }

  /** From outside, as a Spot interruption does: the group then replaces it. */
  terminate(id: string): void {
    this.settle();
    this.#instances = this.#instances.filter((instance) => instance.id !== id);
    this.settle();
  }

  /** Does what was due since the last look. Called after every change of what is wished, too. */
  settle(): void {
    const now = this.#clock.now();
    this.#drop(now);
    if (this.suspended.has('Launch')) return;
    while (this.#instances.length < this.desired && this.#nextTry <= now) this.#launch(now);
  }

  #drop(now: Instant): void {
    if (this.suspended.has('Terminate') || this.#instances.length <= this.desired) return;
    for (const { id } of this.#instances.slice(this.desired)) this.activities.terminated(id, now);
    this.#instances = this.#instances.slice(0, this.desired);
  }

  /** What is wished is launched at once; what cannot be had is tried again a while later. */
  #launch(now: Instant): void {
    const at = this.#nextTry < now && this.activities.failing ? this.#nextTry : now;
    if (this.#instances.length >= this.available) {
      const { type, zone } = this.#next();
      this.activities.failed(type, zone, at);
      this.#nextTry = plus(at, RETRY);
      return;
    }
    const instance = this.#make(at, plus(at, this.bootTime));
    this.activities.launched(instance.id, at, instance.inServiceAt);
    this.#instances = [...this.#instances, instance];
  }

  #make(launchedAt: Instant, inServiceAt: Instant): GroupInstance {
    const { type, zone } = this.#next();
    this.#launched += 1;
    const id = `i-${this.#number.toString(16).padStart(5, '0')}${this.#launched.toString(16).padStart(12, '0')}`;
    return { id, type, zone, launchedAt, inServiceAt };
  }

  #next(): { readonly type: string; readonly zone: string } {
    const { zones = ['us-east-1a', 'us-east-1b'], instanceTypes = ['m5.large'] } = this.setup;
    const zone = zones[this.#launched % zones.length] ?? 'us-east-1a';
    return { type: instanceTypes[0] ?? 'm5.large', zone };
  }
}
