/** moto with the buses, queues and rules of our own template on it, for the tests of one file. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, inject } from 'vitest';
import { MotoServer } from '../../../scripts/aws-trial/moto-server.ts';
import { deployTemplate } from '../../../scripts/aws-trial/template-deployment.ts';
import type { Made } from '../../../scripts/aws-trial/template-values.ts';
import { readTemplate } from '../../package/support/template.ts';

export const QUEUES = ['PushQueue', 'PushDeadLetters', 'SpikeQueue', 'SpikeDeadLetters'] as const;
export type QueueId = (typeof QUEUES)[number];

export interface AwsStandIn {
  readonly moto: MotoServer;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Bus, queue or rule by the logical id that the template gives it. */
  made(id: string): Made;
  /** Takes away all that a queue shows, and gives the bodies. */
  drain(queue: QueueId): Promise<readonly string[]>;
}

/** Called at the top of a file: ends with it. */
export async function anAwsStandIn(): Promise<AwsStandIn> {
  const moto = await MotoServer.start(inject('motoServer'));
  const events = new EventBridgeClient(moto.clientConfig);
  const sqs = new SQSClient(moto.clientConfig);
  afterAll(async () => {
    events.destroy();
    sqs.destroy();
    await moto[Symbol.asyncDispose]();
  });
  const deployment = await deployTemplate(readTemplate(inject('packedFunctions')), { events, sqs });
  const made = (id: string): Made => {
    const found = deployment.get(id);
    if (found === undefined) throw new Error(`the template has no ${id} that carries events`);
    return found;
  };
  return { moto, events, sqs, made, drain: (queue) => drain(sqs, made(queue).ref) };
}

async function drain(sqs: SQSClient, QueueUrl: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
