/**
 * The whole of the AWS side on one machine: moto for EventBridge and SQS with what our own template asks for, our functions in
 * processes of their own, and somebody who hands over the messages as Lambda would. The cluster is the caller's.
 */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type EventSource, type Handed, handOver } from './event-source.ts';
import { FunctionProcess } from './function-process.ts';
import { MotoServer, REGION, TRIAL_KEYS } from './moto-server.ts';
import { type NewsQueue, openNewsQueue } from './news-queue.ts';
import { type DeployableTemplate, type Deployment, deployTemplate } from './template-deployment.ts';

export interface TrialSettings {
  /** That `ensureMoto` gives. */
  readonly motoServer: string;
  readonly template: DeployableTemplate;
  /** Modules that export `handler`: sources, or bundles. */
  readonly modules: Readonly<Record<FunctionName, string>>;
  /** Of the functions: `FORESCALE_CONFIG` without its bus, which is the template's. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Hears what the functions warn of in their logs. */
  readonly onWarning?: (line: string) => void;
}

export type FunctionName = 'push' | 'spike' | 'tick';

const QUEUES = {
  push: { queue: 'PushQueue', deadLetters: 'PushDeadLetters' },
  spike: { queue: 'SpikeQueue', deadLetters: 'SpikeDeadLetters' },
} as const;

export class Trial implements AsyncDisposable {
  readonly moto: MotoServer;
  readonly sqs: SQSClient;
  readonly bus: string;
  readonly deployment: Deployment;
  readonly news: NewsQueue;
  readonly #events: EventBridgeClient;
  readonly #settings: TrialSettings;
  #functions: Functions;

  private constructor(parts: Started) {
    this.moto = parts.moto;
    this.sqs = parts.sqs;
    this.bus = parts.bus;
    this.deployment = parts.deployment;
    this.news = parts.news;
    this.#events = parts.events;
    this.#settings = parts.settings;
    this.#functions = parts.functions;
  }

  static async start(settings: TrialSettings): Promise<Trial> {
    const moto = await MotoServer.start(settings.motoServer);
    try {
      const events = new EventBridgeClient(moto.clientConfig);
      const sqs = new SQSClient(moto.clientConfig);
      const deployment = await deployTemplate(settings.template, { events, sqs });
      const bus = refOf(deployment, 'EventBus');
      const news = await openNewsQueue(events, sqs, bus);
      const functions = await startFunctions(settings, deployment, moto.url);
      return new Trial({ moto, events, sqs, deployment, bus, news, functions, settings });
    } catch (error) {
      await moto[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Throws when the bus does not take all of them. */
  async put(...Entries: PutEventsRequestEntry[]): Promise<void> {
    const entries = Entries.map((entry) => ({ EventBusName: this.bus, ...entry }));
    const answer = await this.#events.send(new PutEventsCommand({ Entries: entries }));
    if ((answer.FailedEntryCount ?? 0) > 0) throw new Error(JSON.stringify(answer.Entries));
  }

  /** One batch of the queue to its function. */
  handOver(name: 'push' | 'spike', waitSeconds = 0): Promise<Handed> {
    return handOver(this.#sourceOf(name), waitSeconds);
  }

  tick(): Promise<unknown> {
    return this.#functions.tick.invoke({});
  }

  /** Deploys the functions anew, with another configuration. */
  async reconfigure(config: TrialSettings['config']): Promise<void> {
    await stopFunctions(this.#functions);
    const settings = { ...this.#settings, config };
    this.#functions = await startFunctions(settings, this.deployment, this.moto.url);
  }

  urlOf(id: string): string {
    return refOf(this.deployment, id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await stopFunctions(this.#functions);
    this.#events.destroy();
    this.sqs.destroy();
    await this.moto[Symbol.asyncDispose]();
  }

  #sourceOf(name: 'push' | 'spike'): EventSource {
    const queue = this.deployment.get(QUEUES[name].queue);
    return {
      sqs: this.sqs,
      queueUrl: queue?.ref ?? '',
      queueArn: queue?.attributes['Arn'] ?? '',
      region: REGION,
      invoke: (batch: SQSEvent) => this.#functions[name].invoke<SQSBatchResponse>(batch),
    };
  }
}

interface Started {
  readonly moto: MotoServer;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  readonly deployment: Deployment;
  readonly bus: string;
  readonly news: NewsQueue;
  readonly functions: Functions;
  readonly settings: TrialSettings;
}

type Functions = Readonly<Record<FunctionName, FunctionProcess>>;

async function startFunctions(
  settings: TrialSettings,
  deployment: Deployment,
  url: string,
): Promise<Functions> {
  const [push, spike, tick] = await Promise.all(
    NAMES.map((name) => FunctionProcess.start(functionSettings(name, settings, deployment, url))),
  );
  if (push === undefined || spike === undefined || tick === undefined)
    throw new Error('a function is missing');
  return { push, spike, tick };
}

const NAMES = ['push', 'spike', 'tick'] as const;

async function stopFunctions(functions: Functions): Promise<void> {
  await Promise.all(Object.values(functions).map((one) => one[Symbol.asyncDispose]()));
}

function functionSettings(
  name: FunctionName,
  { modules, config, env, onWarning }: TrialSettings,
  deployment: Deployment,
  endpoint: string,
) {
  const deadLetters =
    name === 'tick' ? {} : { FORESCALE_DEAD_LETTER_QUEUE_URL: refOf(deployment, QUEUES[name].deadLetters) };
  return {
    modulePath: modules[name],
    timeoutSeconds: name === 'tick' ? 60 : 30,
    onLine: (line: string) => {
      if (!line.startsWith(METRICS)) onWarning?.(line);
    },
    env: {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: TRIAL_KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: TRIAL_KEYS.secretAccessKey,
      AWS_ENDPOINT_URL: endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      FORESCALE_LOG_LEVEL: 'warn',
      FORESCALE_CONFIG: JSON.stringify({ ...config, bus: refOf(deployment, 'EventBus') }),
      ...deadLetters,
      ...env,
    },
  };
}

/** A document of CloudWatch's embedded metric format, and no line of the log. */
const METRICS = '{"_aws"';

function refOf(deployment: Deployment, id: string): string {
  const made = deployment.get(id);
  if (made === undefined) throw new Error(`the template has no ${id} that carries events`);
  return made.ref;
}
