/** Groups, activities and refreshes as Auto Scaling answers them. */
import type { Instant } from '../../../../src/core/model/time.ts';
import { ACCOUNT } from '../access-keys.ts';
import type { Activity } from './activity-log.ts';
import type { InstanceRefresh, LaunchTemplateChoice, NodeGroup } from './node-group.ts';

const date = (at: Instant): Date => new Date(at);

const arnOf = (name: string, region: string): string =>
  `arn:aws:autoscaling:${region}:${ACCOUNT}:autoScalingGroup:00000000-0000-4000-8000-000000000000:autoScalingGroupName/${name}`;

const chosen = ({ id, name, version }: LaunchTemplateChoice): object => ({
  LaunchTemplateId: id,
  LaunchTemplateName: name,
  Version: version,
});

const DEFAULT_TEMPLATE: LaunchTemplateChoice = { id: 'lt-00000000000000001', name: 'nodes', version: '1' };

export function groupShape(group: NodeGroup, region: string, now: Instant): object {
  const { setup, name } = group;
  return {
    AutoScalingGroupName: name,
    AutoScalingGroupARN: arnOf(name, region),
    ...templateShape(group),
    MinSize: group.min,
    MaxSize: group.max,
    DesiredCapacity: group.desired,
    DefaultCooldown: 300,
    AvailabilityZones: setup.zones ?? ['us-east-1a', 'us-east-1b'],
    LoadBalancerNames: [],
    TargetGroupARNs: [],
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: group.instances.map((instance) => ({
      InstanceId: instance.id,
      InstanceType: instance.type,
      AvailabilityZone: instance.zone,
      LifecycleState: instance.inServiceAt <= now ? 'InService' : 'Pending',
      HealthStatus: 'Healthy',
      LaunchTemplate: chosen(setup.launchTemplate ?? DEFAULT_TEMPLATE),
      ProtectedFromScaleIn: false,
    })),
    CreatedTime: date(group.createdAt),
    SuspendedProcesses: [...group.suspended].map((process) => ({
      ProcessName: process,
      SuspensionReason: 'User suspended',
    })),
    VPCZoneIdentifier: '',
    Tags: tagShapes(group),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
  };
}

function templateShape({ setup }: NodeGroup): object {
  const { launchTemplate = DEFAULT_TEMPLATE, instanceTypes } = setup;
  if (instanceTypes === undefined) return { LaunchTemplate: chosen(launchTemplate) };
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: chosen(launchTemplate),
        Overrides: instanceTypes.map((InstanceType) => ({ InstanceType })),
      },
    },
  };
}

const tagShapes = ({ name, tags }: NodeGroup): readonly object[] =>
  [...tags].map(([Key, { value, propagate }]) => ({
    ResourceId: name,
    ResourceType: 'auto-scaling-group',
    Key,
    Value: value,
    PropagateAtLaunch: propagate,
  }));

export function activityShape(activity: Activity, group: string, region: string, now: Instant): object {
  const { id, description, cause, startedAt, endsAt, problem } = activity;
  const over = endsAt <= now;
  const code = problem !== undefined ? 'Failed' : over ? 'Successful' : 'InProgress';
  return {
    ActivityId: id,
    AutoScalingGroupName: group,
    AutoScalingGroupARN: arnOf(group, region),
    Description: description,
    Cause: cause,
    StartTime: date(startedAt),
    EndTime: over ? date(endsAt) : undefined,
    StatusCode: code,
    StatusMessage: problem,
    Progress: over ? 100 : 50,
    Details: '{}',
  };
}

export const refreshShape = ({ id, status, percent, startedAt }: InstanceRefresh, group: string): object => ({
  InstanceRefreshId: id,
  AutoScalingGroupName: group,
  Status: status,
  StartTime: date(startedAt),
  PercentageComplete: percent,
});
