/** The loop over node groups: it comes when a surge has changed, when something falls due, and from time to time. */
import { expect, test } from 'vitest';
import { runNodeGroupController } from '../../src/controllers/node-group-controller.ts';
import { parseCapacityConfig } from '../../src/core/capacity/config.ts';
import { minutes, plus, seconds } from '../../src/core/model/time.ts';
import { aNodeSurge } from '../support/a-capacity.ts';
import { aGroupConfig, CLUSTER, THREE_BUSY } from '../support/a-node-group.ts';
import { aRoom } from '../support/a-room.ts';
import { at } from '../support/a-surge.ts';
import { aTarget } from '../support/a-target.ts';
import { aGroup, fakeNodeGroups, WEB } from '../support/fake-node-groups.ts';
import { aNodeWorld, nodePortsOn } from '../support/node-ports.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

function aController(start = at(17, 40)) {
  const clock = new VirtualClock(start);
  const world = aNodeWorld({ target: aTarget(), surges: [] }, { room: aRoom({ nodes: THREE_BUSY }) });
  const ports = nodePortsOn(world, { now: () => clock.now() });
  const client = fakeNodeGroups([aGroup()]);
  const stop = new AbortController();
  let changed: (surge: string) => void = () => {};
  const { surges, targets, config: prescale, log, capacity } = ports.deps;
  if (capacity === undefined) throw new Error('no capacity');
  const settings = parseCapacityConfig({ nodeGroupsFirst: true });
  const ended = runNodeGroupController(
    {
      clock,
      log,
      surges,
      targets,
      prescale,
      chance: () => 0.5,
      capacity: { ...capacity, config: settings, hasNodeGroups: true },
      lever: { cluster: CLUSTER, region: WEB.region, groups: [aGroupConfig()], client },
      changes: {
        watch: (listener) => {
          changed = listener;
        },
      },
    },
    stop.signal,
  );
  const advance = async (length: ReturnType<typeof seconds>): Promise<void> => {
    await clock.advanceTo(plus(clock.now(), length));
    await clock.settle();
  };
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  return { ...ports, client, advance, tell: () => changed('news/push'), end, clock };
}

test('looks once at first and every ten minutes, when nobody says a word', async () => {
  const { client, advance, end, clock } = aController();
  await clock.settle();
  expect(client.called).toHaveLength(1);
  await advance(minutes(9));
  expect(client.called).toHaveLength(1);
  await advance(minutes(1));
  expect(client.called).toHaveLength(2);
  await end();
});

test('a surge that came is heard of, its groups are raised in time, and many changes are one look', async () => {
  const { client, advance, tell, change, end, clock } = aController();
  await clock.settle();
  change({ surges: [aNodeSurge()] });
  for (let times = 0; times < 50; times += 1) tell();
  await advance(seconds(5));
  expect(client.called).toHaveLength(2);
  expect(client.written).toEqual([]);
  await clock.advanceTo(at(17, 50));
  await clock.settle();
  expect(client.written).toEqual(['record web 8', 'resize web 8/8']);
  await end();
});
