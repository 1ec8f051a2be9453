/** Every minute: whatever is due, on every cluster. */
import { tickHandler } from '../src/main/functions/runtime.ts';

export const handler = tickHandler();
