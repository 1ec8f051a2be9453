/** An Auto Scaling group, as AWS describes it, in our words. */
import type { Activity, AutoScalingGroup, InstanceRefresh } from '@aws-sdk/client-auto-scaling';
import type { GroupState } from '../../core/model/node-group.ts';
import type { Instant } from '../../core/model/time.ts';
import { GROUP_TAG, readGroupTag } from '../../resources/node-group-tag.ts';

/** Undefined while it is being deleted, or when it has no name or sizes: then it is no group to work with. */
export function groupStateOf(region: string, group: AutoScalingGroup): GroupState | undefined {
  const { AutoScalingGroupName: name, MinSize: min, MaxSize: max, DesiredCapacity: desired, Status } = group;
  if (name === undefined || min === undefined || max === undefined || desired === undefined) return undefined;
  if (Status !== undefined) return undefined;
  const inService =
    group.Instances?.filter(({ LifecycleState }) => LifecycleState === 'InService').length ?? 0;
  return { ref: { region, name }, min, max, desired, inService, record: readGroupTag(tagOf(group)) };
}

export const tagOf = ({ Tags }: AutoScalingGroup): string | undefined =>
  Tags?.find(({ Key }) => Key === GROUP_TAG)?.Value;

const UNDER_WAY: readonly string[] = ['Pending', 'InProgress', 'Cancelling', 'RollbackInProgress', 'Baking'];

export const refreshUnderWay = (refreshes: readonly InstanceRefresh[]): string | undefined =>
  refreshes.find(({ Status }) => UNDER_WAY.includes(Status ?? ''))?.Status;

const LONGEST_TEXT = 300;

/** The last launch that failed since then, in the words of AWS; they come the latest first. */
export function failureSince(activities: readonly Activity[], since: Instant): string | undefined {
  const failed = activities.find(
    ({ StatusCode, StartTime }) => StatusCode === 'Failed' && (StartTime?.getTime() ?? 0) >= since,
  );
  return (
    failed && (failed.StatusMessage ?? failed.Description ?? 'it does not say why').slice(0, LONGEST_TEXT)
  );
}

/** What a group launches, as far as the group says; else its launch template does. */
export function typesOf({ MixedInstancesPolicy, Instances }: AutoScalingGroup): readonly string[] {
  const overrides = MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
  const mixed = overrides.flatMap(({ InstanceType }) => InstanceType ?? []);
  const running = Instances?.flatMap(({ InstanceType }) => InstanceType ?? []) ?? [];
  return [...new Set(mixed.length > 0 ? mixed : running)].toSorted();
}

export interface TemplateChoice {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly version: string;
}

export function templateOf({
  LaunchTemplate,
  MixedInstancesPolicy,
}: AutoScalingGroup): TemplateChoice | undefined {
  const chosen = LaunchTemplate ?? MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  if (chosen === undefined) return undefined;
  const { LaunchTemplateId: id, LaunchTemplateName: name, Version } = chosen;
  return { id, name, version: Version ?? '$Default' };
}
