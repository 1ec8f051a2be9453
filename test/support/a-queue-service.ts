/** SQS behind a real socket, in this process; it ends with the test. */
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { onTestFinished, vi } from 'vitest';
import type { QueueChoice } from '../../src/ports/message-queue.ts';

export interface QueueService {
  readonly endpoint: string;
  /** Makes a queue; with a place for what was received in vain, it goes there after so many times. */
  create(name: string, redrive?: { readonly to: TestQueue; readonly after: number }): TestQueue;
}

export interface TestQueue extends QueueChoice {
  readonly arn: string;
  put(body: string, attributes?: Readonly<Record<string, string>>): string;
  /** What is there, hidden or not. */
  messages(): readonly TestMessage[];
  /** How many are hidden from whoever asks. */
  hidden(): number;
}

export interface TestMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

const REGION = 'eu-central-1';

export async function aQueueService(): Promise<QueueService> {
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: REGION });
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test').stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await server.stop();
  });
  return { endpoint: server.address, create: (name, redrive) => create(server, name, redrive) };
}

function create(
  server: FauxqsServer,
  name: string,
  redrive: { readonly to: TestQueue; readonly after: number } | undefined,
): TestQueue {
  const policy = redrive && { deadLetterTargetArn: redrive.to.arn, maxReceiveCount: redrive.after };
  const attributes = policy === undefined ? {} : { RedrivePolicy: JSON.stringify(policy) };
  const { queueUrl, queueArn } = server.createQueue(name, { attributes, region: REGION });
  const look = () => {
    const messages = server.inspectQueue(name)?.messages;
    if (messages === undefined) throw new Error(`there is no queue ${name}`);
    return messages;
  };
  return {
    url: new URL(new URL(queueUrl).pathname, server.address).href,
    arn: queueArn,
    region: REGION,
    endpoint: server.address,
    put: (body, texts = {}) => {
      const given = Object.entries(texts).map(([key, text]) => [
        key,
        { DataType: 'String', StringValue: text },
      ]);
      return server.sendMessage(name, body, { messageAttributes: Object.fromEntries(given) }).messageId;
    },
    messages: () => {
      const { ready, delayed, inflight } = look();
      return [...ready, ...delayed, ...inflight.map(({ message }) => message)].map(
        ({ messageId, body, messageAttributes }) => ({
          id: messageId,
          body,
          attributes: Object.fromEntries(
            Object.entries(messageAttributes).map(([key, { StringValue }]) => [key, StringValue]),
          ),
        }),
      );
    },
    hidden: () => look().inflight.length,
  };
}
