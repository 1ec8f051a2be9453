/** What a process of Lambda is: made once from its environment, then handed one invocation after the other. */
import { readFileSync } from 'node:fs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import metadata from '../../../package.json' with { type: 'json' };
import { deadLetterQueue } from '../../adapters/aws/dead-letter-queue.ts';
import { emfMeter } from '../../adapters/aws/emf-meter.ts';
import { jsonLog } from '../../adapters/system/json-log.ts';
import { wallClock } from '../../adapters/system/wall-clock.ts';
import { asMillis, type Instant, minus, plus, seconds } from '../../core/model/time.ts';
import { Misconfigured } from '../../ports/faults.ts';
import { newsBusFor } from '../news-bus.ts';
import { openClusters } from './clusters.ts';
import { readEnvironment } from './environment.ts';
import { handleEvents } from './event-batch.ts';
import type { EventQueue } from './event-queue.ts';
import { withFields } from './log-fields.ts';
import { handleTick, type TickReport } from './tick.ts';
import type { TickWorld } from './world.ts';

/** Before the end of an invocation: for what is under way, and for what is to be said at the end. */
const MARGIN = seconds(5);

/** What is read of what Lambda says of an invocation. */
export type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

export type QueueHandler = (batch: SQSEvent, invocation: Invocation) => Promise<SQSBatchResponse>;

/** Throws Misconfigured: a function that is configured wrong says so before its first event. */
export function queueHandler(queue: EventQueue): QueueHandler {
  const { deadLetterQueueUrl, invoke } = startProcess(`${queue}-event`);
  if (deadLetterQueueUrl === undefined)
    throw new Misconfigured('FORESCALE_DEAD_LETTER_QUEUE_URL: expected the URL of a queue, got nothing');
  const deadLetters = deadLetterQueue({ url: deadLetterQueueUrl, region: undefined, endpoint: undefined });
  return (batch, invocation) =>
    invoke(invocation, (world, until) => handleEvents(batch, { ...world, deadLetters }, until, queue));
}

/** Throws Misconfigured. */
export function tickHandler(): (event: unknown, invocation: Invocation) => Promise<TickReport> {
  const { invoke } = startProcess('tick');
  return (_, invocation) => invoke(invocation, handleTick);
}

function startProcess(name: string) {
  const { env } = process;
  const { config, deadLetterQueueUrl, logLevel, tokens } = readEnvironment(env, (path) =>
    readFileSync(path, 'utf8'),
  );
  const clock = wallClock;
  const log = jsonLog({ level: logLevel, clock, write: (line) => void process.stdout.write(line) });
  // As deployed: stages share an account, and an alarm is on one of them.
  const meter = emfMeter(env['AWS_LAMBDA_FUNCTION_NAME'] ?? name);
  const clusters = openClusters(config, {
    clock,
    env,
    awsEndpoint: env['AWS_ENDPOINT_URL'],
    version: metadata.version,
    tokens,
  });
  const news = newsBusFor({ bus: config.bus, region: undefined }, env, clock);
  const world = { config, clock, chance: Math.random, clusters, news, meter };
  const invoke = async <T>(
    invocation: Invocation,
    work: (world: TickWorld, until: Instant) => Promise<T>,
  ): Promise<T> => {
    const ownLog = withFields(log, { requestId: invocation.awsRequestId });
    try {
      return await work({ ...world, log: ownLog }, endOf(invocation, clock.now()));
    } finally {
      meter.flush();
    }
  };
  return { deadLetterQueueUrl, invoke };
}

const endOf = (invocation: Invocation, now: Instant): Instant =>
  minus(plus(now, asMillis(invocation.getRemainingTimeInMillis())), MARGIN);
