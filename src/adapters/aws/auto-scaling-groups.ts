/**
 * Node groups as Auto Scaling groups. AWS takes no preconditions: a group is described right before each write, and what is
 * another by then is a Conflict. What comes between is told apart by the record, which is written first.
 */
import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type {
  GroupRecord,
  GroupRecordReading,
  GroupRef,
  GroupState,
  GroupTroubles,
} from '../../core/model/node-group.ts';
import { groupKeyOf } from '../../core/model/node-group.ts';
import type { Resources } from '../../core/model/room.ts';
import { type Instant, minutes, plus } from '../../core/model/time.ts';
import { Conflict, NotFound } from '../../ports/faults.ts';
import type { GroupResize, NodeGroupReader, NodeGroupWriter } from '../../ports/node-groups.ts';
import { formatGroupTag, GROUP_TAG, groupTagOf } from '../../resources/node-group-tag.ts';
import { AutoScalingClient, type AutoScalingOptions } from './auto-scaling-client.ts';
import { failureSince, groupStateOf, refreshUnderWay, tagOf, templateOf, typesOf } from './group-state.ts';
import { type CatalogueOptions, InstanceCatalogue } from './instance-catalogue.ts';

export type NodeGroupOptions = AutoScalingOptions & CatalogueOptions;

/** Names in one request, at most. */
const NAMES = 50;
const SHAPES_GOOD_FOR = minutes(60);

export class AutoScalingGroups implements NodeGroupReader, NodeGroupWriter {
  readonly #options: NodeGroupOptions;
  readonly #client: AutoScalingClient;
  readonly #catalogue: InstanceCatalogue;
  readonly #shapes = new Map<string, { readonly shape: Resources | undefined; readonly until: Instant }>();

  constructor(options: NodeGroupOptions) {
    this.#options = options;
    this.#client = new AutoScalingClient(options);
    this.#catalogue = new InstanceCatalogue(options);
  }

  async list(region: string, names: readonly string[]): Promise<readonly GroupState[]> {
    const requests = [{ Filters: [{ Name: 'tag-key', Values: [GROUP_TAG] }] }, ...namesIn(names)];
    const found = await Promise.all(requests.map((request) => this.#describe(region, request)));
    const groups = new Map(found.flat().map((group) => [group.AutoScalingGroupName, group]));
    return [...groups.values()].flatMap((group) => groupStateOf(region, group) ?? []);
  }

  async troublesOf({ ref: { region, name }, record }: GroupState): Promise<GroupTroubles> {
    const AutoScalingGroupName = name;
    const { InstanceRefreshes = [] } = await this.#client.ask(
      `DescribeInstanceRefreshes of ${name}`,
      region,
      (client, { DescribeInstanceRefreshesCommand: Command }, abortSignal) =>
        client.send(new Command({ AutoScalingGroupName, MaxRecords: 10 }), { abortSignal }),
    );
    const refresh = refreshUnderWay(InstanceRefreshes);
    if (record.kind !== 'record') return { refresh };
    const { Activities = [] } = await this.#client.ask(
      `DescribeScalingActivities of ${name}`,
      region,
      (client, { DescribeScalingActivitiesCommand: Command }, abortSignal) =>
        client.send(new Command({ AutoScalingGroupName, MaxRecords: 50 }), { abortSignal }),
    );
    return { refresh, launchFailure: failureSince(Activities, record.record.at) };
  }

  async shapeOf(ref: GroupRef): Promise<Resources | undefined> {
    const now = this.#options.clock.now();
    const known = this.#shapes.get(groupKeyOf(ref));
    if (known !== undefined && now < known.until) return known.shape;
    const group = await this.#find(ref);
    const shape = await this.#catalogue.leastShape(ref.region, typesOf(group), templateOf(group));
    this.#shapes.set(groupKeyOf(ref), { shape, until: plus(now, SHAPES_GOOD_FOR) });
    return shape;
  }

  async record(ref: GroupRef, record: GroupRecord, expected: GroupRecordReading): Promise<void> {
    await this.#findAs(ref, expected);
    await this.#tag(ref, formatGroupTag(record));
  }

  async resize(ref: GroupRef, { min, desired, from, expected }: GroupResize): Promise<void> {
    const { MinSize, DesiredCapacity } = await this.#findAs(ref, expected);
    if (MinSize !== from.min || (desired !== undefined && DesiredCapacity !== from.desired))
      throw new Conflict(`Auto Scaling group ${ref.name} is of another size by now`);
    const sizes = { MinSize: min, ...(desired === undefined ? {} : { DesiredCapacity: desired }) };
    await this.#client.ask(
      `UpdateAutoScalingGroup of ${ref.name}`,
      ref.region,
      (client, { UpdateAutoScalingGroupCommand: Command }, abortSignal) =>
        client.send(new Command({ AutoScalingGroupName: ref.name, ...sizes }), { abortSignal }),
    );
  }

  async forget(ref: GroupRef, expected: GroupRecordReading): Promise<void> {
    await this.#findAs(ref, expected);
    const tag = { ResourceId: ref.name, ResourceType: 'auto-scaling-group', Key: GROUP_TAG };
    await this.#client.ask(
      `DeleteTags of ${ref.name}`,
      ref.region,
      (client, { DeleteTagsCommand: Command }, abortSignal) =>
        client.send(new Command({ Tags: [tag] }), { abortSignal }),
    );
  }

  async #tag({ name, region }: GroupRef, Value: string): Promise<void> {
    const tag = { ResourceId: name, ResourceType: 'auto-scaling-group', Key: GROUP_TAG, Value };
    await this.#client.ask(
      `CreateOrUpdateTags of ${name}`,
      region,
      (client, { CreateOrUpdateTagsCommand: Command }, abortSignal) =>
        client.send(new Command({ Tags: [{ ...tag, PropagateAtLaunch: false }] }), { abortSignal }),
    );
  }

  async #findAs(ref: GroupRef, expected: GroupRecordReading): Promise<AutoScalingGroup> {
    const group = await this.#find(ref);
    if (tagOf(group) !== groupTagOf(expected))
      throw new Conflict(`the record on Auto Scaling group ${ref.name} is another by now`);
    return group;
  }

  async #find({ region, name }: GroupRef): Promise<AutoScalingGroup> {
    const [group] = await this.#describe(region, { AutoScalingGroupNames: [name] });
    if (group === undefined) throw new NotFound(`there is no Auto Scaling group ${name} in ${region}`);
    return group;
  }

  async #describe(region: string, request: DescribeRequest): Promise<readonly AutoScalingGroup[]> {
    const groups: AutoScalingGroup[] = [];
    let token: string | undefined;
    do {
      const page = token === undefined ? {} : { NextToken: token };
      const answer = await this.#client.ask(
        `DescribeAutoScalingGroups in ${region}`,
        region,
        (client, { DescribeAutoScalingGroupsCommand: Command }, abortSignal) =>
          client.send(new Command({ ...request, ...page, MaxRecords: 100 }), { abortSignal }),
      );
      groups.push(...(answer.AutoScalingGroups ?? []));
      token = answer.NextToken;
    } while (token !== undefined);
    return groups;
  }
}

type DescribeRequest =
  | { readonly AutoScalingGroupNames: string[] }
  | { readonly Filters: { Name: string; Values: string[] }[] };

function namesIn(names: readonly string[]): readonly DescribeRequest[] {
  const chunks = Array.from({ length: Math.ceil(names.length / NAMES) }, (_, index) =>
    names.slice(index * NAMES, (index + 1) * NAMES),
  );
  return chunks.map((chunk) => ({ AutoScalingGroupNames: chunk }));
}
