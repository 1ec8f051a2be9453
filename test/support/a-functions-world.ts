/** The functions on clusters in memory that can be away, hang, or lose every other write; each step can fail. */
import type { SQSEvent } from 'aws-lambda';
import type { FunctionsConfig } from '../../src/config/functions/functions-config.ts';
import { asInstant, plus, seconds } from '../../src/core/model/time.ts';
import type { EventSurge } from '../../src/core/prescale/event-surge.ts';
import type { FunctionsWorld } from '../../src/main/functions/world.ts';
import type { LivePorts } from '../../src/ports/cluster.ts';
import type { DeadLetter } from '../../src/ports/dead-letters.ts';
import { AlreadyExists, Conflict, Forbidden, Unavailable } from '../../src/ports/faults.ts';
import type { EventOutcome } from '../../src/ports/functions-meter.ts';
import type { LogFields } from '../../src/ports/log.ts';
import { aFunctionsConfig } from './a-functions-config.ts';
import { VirtualClock } from './virtual-clock.ts';

/** `contended`: somebody else is quicker now and then. */
export type ClusterHealth = 'up' | 'contended' | 'away' | 'hanging' | 'forbidden';

export interface WorldOptions {
  readonly health?: Readonly<Record<string, ClusterHealth>>;
  readonly config?: FunctionsConfig;
  /** Ids of messages that cannot be kept. */
  readonly unkept?: ReadonlySet<string>;
}

export const START = asInstant(Date.parse('2026-11-26T09:41:00Z'));
export const UNTIL = plus(START, seconds(25));

export function aFunctionsWorld({ health = {}, config = aFunctionsConfig(), unkept }: WorldOptions = {}) {
  const clock = new VirtualClock(START);
  const stores = new Map(config.clusters.map(({ name }) => [name, aStore(health[name] ?? 'up')]));
  const letters: DeadLetter[] = [];
  const lines: (LogFields & { readonly message: string })[] = [];
  const outcomes: EventOutcome[] = [];
  const log = (message: string, fields: LogFields) => void lines.push({ ...fields, message });
  const world: FunctionsWorld = {
    config,
    clock,
    chance: () => 0.5,
    log: { info: log, warn: log },
    clusters: { open: async (name) => openStore(name, health[name] ?? 'up', stores) },
    news: undefined,
    deadLetters: {
      put: async (letter) => {
        if (unkept?.has(letter.messageId) === true) throw new Unavailable('the queue is away');
        letters.push(letter);
      },
    },
    meter: {
      settled: (outcome) => void outcomes.push(outcome),
      deadLetter: () => {},
      clusterFailed: () => {},
      passed: () => {},
      raised: () => {},
      warmed: () => {},
    },
  };
  const storedIn = (cluster: string): readonly EventSurge[] => [
    ...(stores.get(cluster)?.surges.values() ?? []),
  ];
  return { world, clock, letters, lines, outcomes, storedIn };
}

type Store = ReturnType<typeof aStore>;

async function openStore(
  name: string,
  health: ClusterHealth,
  stores: ReadonlyMap<string, Store>,
): Promise<LivePorts> {
  const store = stores.get(name);
  if (store === undefined) throw new RangeError(`no cluster ${name}`);
  if (health === 'away') throw new Unavailable(`https://${name}.example: connection refused`);
  if (health === 'hanging') return new Promise(() => {});
  const nothingElse = new Proxy({} as LivePorts, { get: () => REFUSING });
  return Object.assign(Object.create(nothingElse) as LivePorts, { eventSurges: store.port });
}

/** What an event does not need to be stored. */
const REFUSING = new Proxy(
  {},
  { get: () => () => Promise.reject(new Unavailable('only events are stored here')) },
);

function aStore(health: ClusterHealth) {
  const surges = new Map<string, EventSurge>();
  let version = 0;
  let writes = 0;
  const keep = (draft: Parameters<LivePorts['eventSurges']['create']>[0]): void => {
    const surge = draft.stored.cancelled ? undefined : draft.stored.surge;
    version += 1;
    const known = { uid: `uid-${draft.id}`, resourceVersion: String(version), cancelledByHand: false, surge };
    surges.set(draft.id, { ...draft, ...known });
  };
  const write = (Overtaken: typeof Conflict | typeof AlreadyExists, isOvertaken: boolean): void => {
    writes += 1;
    if (health === 'forbidden') throw new Forbidden('surges.forescale.dev is forbidden');
    if (isOvertaken || (health === 'contended' && writes % 2 === 1)) throw new Overtaken('overtaken');
  };
  const port: LivePorts['eventSurges'] = {
    read: async (id) => surges.get(id),
    list: async () => [...surges.values()],
    create: async (draft) => {
      write(AlreadyExists, surges.has(draft.id));
      keep(draft);
    },
    replace: async (draft, resourceVersion) => {
      write(Conflict, surges.get(draft.id)?.resourceVersion !== resourceVersion);
      keep(draft);
    },
    remove: async (id) => void surges.delete(id),
  };
  return { surges, port };
}

export const aBatch = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m-${index}`,
    receiptHandle: `r-${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(START),
      SenderId: 'AIDAEXAMPLE',
      ApproximateFirstReceiveTimestamp: String(START),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:pushes',
    awsRegion: 'eu-central-1',
  })),
});
