/** EC2, as far as a node group is understood by it: types, launch templates, and the instances of the groups. */
import * as z from 'zod';
import type { Instant } from '../../../../src/core/model/time.ts';
import type { GroupInstance, NodeGroup } from '../auto-scaling/node-group.ts';
import { pageOf } from '../pages.ts';
import { read } from '../parameters.ts';
import type { Parameters, Service } from '../wire-call.ts';
import { WireError } from '../wire-error.ts';
import { INSTANCE_TYPES, instanceTypeShape } from './instance-types.ts';
import { type LaunchTemplate, versionsOf } from './launch-templates.ts';

const PAGE = {
  MaxResults: z.coerce.number().int().min(5).max(1_000).optional(),
  NextToken: z.string().optional(),
};
const TYPES = z.strictObject({ InstanceType: z.array(z.string()).max(100).optional(), ...PAGE });
const INSTANCES = z.strictObject({ InstanceId: z.array(z.string()).optional(), ...PAGE });
const VERSIONS = z.strictObject({
  LaunchTemplateId: z.string().optional(),
  LaunchTemplateName: z.string().optional(),
  LaunchTemplateVersion: z.array(z.string()).optional(),
});

const INVALID = 'InvalidParameterValue';

export class Ec2 {
  readonly #groups: () => readonly NodeGroup[];
  readonly #templates: LaunchTemplate[] = [];

  /** @param groups whose instances there are */
  constructor(groups: () => readonly NodeGroup[]) {
    this.#groups = groups;
  }

  addLaunchTemplate(template: LaunchTemplate): void {
    this.#templates.push(template);
  }

  get service(): Service {
    return {
      protocol: 'ec2',
      namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
      actions: {
        DescribeInstanceTypes: describeTypes,
        DescribeLaunchTemplateVersions: (parameters) => ({
          launchTemplateVersionSet: versionsOf(this.#templates, read(VERSIONS, parameters, INVALID)),
        }),
        DescribeInstances: (parameters, { clock }) => this.#describeInstances(parameters, clock.now()),
      },
    };
  }

  #describeInstances(parameters: Parameters, now: Instant): object {
    const {
      InstanceId: ids,
      MaxResults: MaxRecords,
      NextToken: token,
    } = read(INSTANCES, parameters, INVALID);
    const all = this.#groups().flatMap((group) => group.instances.map((instance) => ({ group, instance })));
    const stray = ids?.find((id) => !all.some(({ instance }) => instance.id === id));
    if (stray !== undefined)
      throw new WireError('InvalidInstanceID.NotFound', `The instance ID '${stray}' does not exist`);
    const wanted = all.filter(({ instance }) => ids?.includes(instance.id) ?? true);
    const { items, NextToken: nextToken } = pageOf(wanted, { MaxRecords, NextToken: token }, 1_000);
    const reservationSet = items.map(({ group, instance }) => ({
      reservationId: `r-${instance.id.slice(2)}`,
      instancesSet: [instanceShape(instance, group.name, now)],
    }));
    return { reservationSet, nextToken };
  }
}

function describeTypes(parameters: Parameters): object {
  const wish = read(TYPES, parameters, INVALID);
  const names = wish.InstanceType ?? Object.keys(INSTANCE_TYPES);
  const strange = names.filter((name) => INSTANCE_TYPES[name] === undefined);
  if (strange.length > 0)
    throw new WireError(
      'InvalidInstanceType',
      `The following supplied instance types do not exist: [${strange.join(', ')}]`,
    );
  const all = names.flatMap((name) => {
    const type = INSTANCE_TYPES[name];
    return type === undefined ? [] : [instanceTypeShape(name, type)];
  });
  const { items, NextToken } = pageOf(all, { MaxRecords: wish.MaxResults, NextToken: wish.NextToken }, 100);
  return { instanceTypeSet: items, nextToken: NextToken };
}

function instanceShape(instance: GroupInstance, group: string, now: Instant): object {
  const running = instance.inServiceAt <= now;
  const address = Number.parseInt(instance.id.slice(-4), 16);
  return {
    instanceId: instance.id,
    instanceType: instance.type,
    instanceState: running ? { code: 16, name: 'running' } : { code: 0, name: 'pending' },
    privateDnsName: `ip-10-0-${address >> 8}-${address & 255}.ec2.internal`,
    launchTime: new Date(instance.launchedAt),
    placement: { availabilityZone: instance.zone },
    tagSet: [{ key: 'aws:autoscaling:groupName', value: group }],
  };
}
