/** The bus that news of surges go to, when there is one. */
import { eventBus, regionIn } from '../adapters/aws/event-bus.ts';
import { ProcessCredentials } from '../adapters/aws/process-credentials.ts';
import { seconds } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import { Misconfigured } from '../ports/faults.ts';
import type { NewsBus } from '../ports/news.ts';

export interface BusChoice {
  /** Name or ARN; undefined = none. */
  readonly bus: string | undefined;
  /** Undefined = that of the ARN, or of the environment. */
  readonly region: string | undefined;
}

/** News may wait: they are told again at the next look. */
const ANSWERED_WITHIN = seconds(10);

/**
 * Throws Misconfigured when nobody says in which region the bus is.
 * @param env of the process, and not a copy of it: credentials rotate there
 */
export function newsBusFor(
  { bus, region: chosen }: BusChoice,
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
): NewsBus | undefined {
  if (bus === undefined) return undefined;
  const region = regionIn(bus) ?? chosen ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  if (region === undefined || region === '')
    throw new Misconfigured(
      `events.region: expected an AWS region for the bus "${bus}", got none, neither here nor in AWS_REGION`,
    );
  return eventBus({
    bus,
    region,
    credentials: new ProcessCredentials({ env, region }),
    endpoint: env['AWS_ENDPOINT_URL_EVENTBRIDGE'] ?? env['AWS_ENDPOINT_URL'],
    clock,
    within: ANSWERED_WITHIN,
  });
}
