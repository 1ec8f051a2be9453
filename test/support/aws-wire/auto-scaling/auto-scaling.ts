/** Auto Scaling: groups by name, what is read of them and what is written. */
import * as z from 'zod';
import type { Clock } from '../../../../src/ports/clock.ts';
import { pageOf } from '../pages.ts';
import { read } from '../parameters.ts';
import type { Action, ActionContext, Parameters, Service } from '../wire-call.ts';
import { validationError, WireError } from '../wire-error.ts';
import { activityShape, groupShape, refreshShape } from './group-shapes.ts';
import { NodeGroup, type NodeGroupSetup } from './node-group.ts';
import { resize, setDesired } from './sizes.ts';
import { deleteTags, putTags } from './tags.ts';

const NAME = z.string().min(1).max(255);
const SIZE = z.coerce.number().int().min(0);
const PAGE = {
  MaxRecords: z.coerce.number().int().min(1).max(100).optional(),
  NextToken: z.string().optional(),
};

const FILTERS = z.array(z.strictObject({ Name: z.literal('tag-key'), Values: z.array(z.string()).min(1) }));
const DESCRIBE_GROUPS = z.strictObject({
  AutoScalingGroupNames: z.array(NAME).optional(),
  Filters: FILTERS.optional(),
  ...PAGE,
});
const UPDATE_GROUP = z.strictObject({
  AutoScalingGroupName: NAME,
  MinSize: SIZE.optional(),
  MaxSize: SIZE.optional(),
  DesiredCapacity: SIZE.optional(),
});
const SET_DESIRED = z.strictObject({
  AutoScalingGroupName: NAME,
  DesiredCapacity: SIZE,
  HonorCooldown: z.stringbool().default(false),
});
const OF_GROUP = z.strictObject({ AutoScalingGroupName: NAME, ...PAGE });
const ACTIVITIES = z.strictObject({ AutoScalingGroupName: NAME.optional(), ...PAGE });

export class AutoScaling {
  readonly #clock: Clock;
  readonly #groups = new Map<string, NodeGroup>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** With its instances in service. */
  add(setup: NodeGroupSetup): NodeGroup {
    const group = new NodeGroup(setup, this.#clock, this.#groups.size);
    this.#groups.set(setup.name, group);
    return group;
  }

  remove(name: string): void {
    this.#groups.delete(name);
  }

  /** Throws ValidationError for a name that is no group's. */
  readonly group = (name: string): NodeGroup => {
    const group = this.#groups.get(name);
    if (group === undefined)
      throw validationError(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
    return group;
  };

  get groups(): readonly NodeGroup[] {
    return [...this.#groups.values()];
  }

  get service(): Service {
    const actions: Record<string, Action> = {
      DescribeAutoScalingGroups: (parameters, context) => this.#describe(parameters, context),
      UpdateAutoScalingGroup: (parameters) => this.#update(parameters),
      SetDesiredCapacity: (parameters, context) => this.#setDesired(parameters, context),
      CreateOrUpdateTags: (parameters) => putTags(parameters, this.group),
      DeleteTags: (parameters) => deleteTags(parameters, this.group),
      DescribeInstanceRefreshes: (parameters) => this.#refreshes(parameters),
      DescribeScalingActivities: (parameters, context) => this.#activities(parameters, context),
    };
    return { protocol: 'query', namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/', actions };
  }

  /** Names that are no group's are left out, without a word. */
  #describe(parameters: Parameters, { region, clock }: ActionContext): object {
    const {
      AutoScalingGroupNames: names,
      Filters: filters = [],
      ...page
    } = read(DESCRIBE_GROUPS, parameters);
    const wanted = this.groups.filter(
      ({ name, tags }) =>
        (names?.includes(name) ?? true) && filters.every(({ Values }) => Values.some((key) => tags.has(key))),
    );
    const { items, NextToken } = pageOf(wanted, page);
    const now = clock.now();
    return { AutoScalingGroups: items.map((group) => groupShape(group, region, now)), NextToken };
  }

  #update(parameters: Parameters): undefined {
    const { AutoScalingGroupName, ...sizes } = read(UPDATE_GROUP, parameters);
    resize(this.group(AutoScalingGroupName), sizes);
  }

  #setDesired(parameters: Parameters, { clock }: ActionContext): undefined {
    const wish = read(SET_DESIRED, parameters);
    const group = this.group(wish.AutoScalingGroupName);
    const busy = group.instances.some(({ inServiceAt }) => inServiceAt > clock.now());
    if (wish.HonorCooldown && busy)
      throw new WireError(
        'ScalingActivityInProgress',
        'A scaling activity is in progress and blocks this action',
      );
    setDesired(group, wish.DesiredCapacity);
  }

  #refreshes(parameters: Parameters): object {
    const { AutoScalingGroupName, ...page } = read(OF_GROUP, parameters);
    const { items, NextToken } = pageOf(this.group(AutoScalingGroupName).refreshes, page);
    return { InstanceRefreshes: items.map((one) => refreshShape(one, AutoScalingGroupName)), NextToken };
  }

  #activities(parameters: Parameters, { region, clock }: ActionContext): object {
    const { AutoScalingGroupName: name, ...page } = read(ACTIVITIES, parameters);
    const groups = name === undefined ? this.groups : [this.group(name)];
    const now = clock.now();
    for (const group of groups) group.settle();
    const all = groups.flatMap((group) =>
      group.activities.latestFirst.map((activity) => activityShape(activity, group.name, region, now)),
    );
    const { items, NextToken } = pageOf(all, page, 100);
    return { Activities: items, NextToken };
  }
}
