/** News on a bus of EventBridge. The bus takes or refuses each by itself; what it refused is told again under its id. */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SurgeNews } from '../../core/model/surge-news.ts';
import { type Fault, Invalid } from '../../ports/faults.ts';
import type { NewsBus } from '../../ports/news.ts';
import type { CredentialSource } from './aws-credentials.ts';
import { type Entry, entryBatches, entryOf } from './news-entries.ts';
import type { eventBridge } from './sdk/event-bridge.ts';
import { ATTEMPTS, type CallLimit, callSdk } from './sdk-call.ts';
import { faultOfSdk } from './sdk-faults.ts';

export interface EventBusOptions extends CallLimit {
  /** Name or ARN. */
  readonly bus: string;
  /** Where the bus is; an ARN says it itself. */
  readonly region: string;
  /** As whom; where the SDK looks for it when left out. */
  readonly credentials?: CredentialSource | undefined;
  /** Unless it is where AWS has it. */
  readonly endpoint?: string | undefined;
}

interface Access {
  readonly sdk: typeof eventBridge;
  readonly client: EventBridgeClient;
}

export function eventBus(options: EventBusOptions): NewsBus {
  let opening: Promise<Access> | undefined;
  return {
    publish: async (news) => {
      opening ??= open(options);
      return sendAll(news, await opening, options);
    },
  };
}

/** Loaded when there is something to tell, which in most invocations there is not. */
async function open({ bus, region, credentials, endpoint }: EventBusOptions): Promise<Access> {
  const { eventBridge: sdk } = await import('./sdk/event-bridge.ts');
  const client = new sdk.EventBridgeClient({
    ...ATTEMPTS,
    region: regionIn(bus) ?? region,
    ...(credentials === undefined ? {} : { credentials: () => credentials.current() }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return { sdk, client };
}

/** Of an ARN; undefined for a name. */
export const regionIn = (bus: string): string | undefined => /^arn:[\w-]+:events:([\w-]+):/.exec(bus)?.[1];

async function sendAll(
  news: readonly SurgeNews[],
  access: Access,
  options: EventBusOptions,
): Promise<readonly string[]> {
  const taken: string[] = [];
  const faults: Fault[] = [];
  for (const batch of entryBatches(news.map((one) => entryOf(one, options.bus)))) {
    const outcome = await send(batch, access, options);
    taken.push(...outcome.taken);
    faults.push(...outcome.faults);
    // What is said of one batch alone holds up no other; a bus that is busy or away is left in peace.
    if (outcome.faults.some((fault) => !(fault instanceof Invalid)) && outcome.taken.length === 0) break;
  }
  const [first] = faults;
  if (first !== undefined && taken.length === 0) throw first;
  return taken;
}

interface Outcome {
  readonly taken: readonly string[];
  readonly faults: readonly Fault[];
}

async function send(
  batch: readonly Entry[],
  { sdk, client }: Access,
  options: EventBusOptions,
): Promise<Outcome> {
  const what = `events PutEvents on ${options.bus}`;
  try {
    const answer = await callSdk(what, options, (abortSignal) =>
      client.send(new sdk.PutEventsCommand({ Entries: batch.map(({ entry }) => entry) }), { abortSignal }),
    );
    // Answers come in the order of the entries.
    const results = batch.map(({ id }, index) => ({ id, ...answer.Entries?.[index] }));
    return {
      taken: results.filter(({ EventId }) => EventId !== undefined).map(({ id }) => id),
      faults: results
        .filter(({ EventId }) => EventId === undefined)
        .map(({ ErrorCode, ErrorMessage }) => faultOfSdk(what, { name: ErrorCode, message: ErrorMessage })),
    };
  } catch (error) {
    return { taken: [], faults: [faultOfSdk(what, error)] };
  }
}
