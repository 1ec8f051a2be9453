/** Spikes from the bus, by their queue: detected by whoever watches, or by an alarm of CloudWatch. */
import { queueHandler } from '../src/main/functions/runtime.ts';

export const handler = queueHandler('spike');
