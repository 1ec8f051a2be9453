/** Pushes from the bus, by their queue: scheduled, changed, going out, cancelled. */
import { queueHandler } from '../src/main/functions/runtime.ts';

export const handler = queueHandler('push');
