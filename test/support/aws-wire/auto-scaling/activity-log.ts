/** What a group did, for DescribeScalingActivities: an activity is in progress until its instance is in service. */
import type { Instant } from '../../../../src/core/model/time.ts';

export interface Activity {
  readonly id: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  readonly problem: string | undefined;
}

export class ActivityLog {
  readonly #group: string;
  readonly #entries: Activity[] = [];

  constructor(group: string) {
    this.#group = group;
  }

  /** The latest first, as Auto Scaling lists them. */
  get latestFirst(): readonly Activity[] {
    return this.#entries.toReversed();
  }

  get failing(): boolean {
    return this.#entries.at(-1)?.problem !== undefined;
  }

  launched(instance: string, at: Instant, inServiceAt: Instant): void {
    this.#add(`Launching a new EC2 instance: ${instance}`, at, inServiceAt);
  }

  terminated(instance: string, at: Instant): void {
    this.#add(`Terminating EC2 instance: ${instance}`, at, at);
  }

  failed(type: string, zone: string, at: Instant): void {
    const problem =
      `We currently do not have sufficient ${type} capacity in the Availability Zone you requested (${zone}). ` +
      'Our system will be working on provisioning additional capacity. Launching EC2 instance failed.';
    this.#add(`Launching a new EC2 instance.  Status Reason: ${problem}`, at, at, problem);
  }

  #add(description: string, startedAt: Instant, endsAt: Instant, problem?: string): void {
    const id = `a0000000-0000-4000-8000-${String(this.#entries.length).padStart(12, '0')}`;
    const cause = `At ${new Date(startedAt).toISOString()} the desired capacity of ${this.#group} asked for it.`;
    this.#entries.push({ id, description, cause, startedAt, endsAt, problem });
  }
}
