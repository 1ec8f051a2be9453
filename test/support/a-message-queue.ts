/** A queue in memory whose requests can fail. Hidden is what was received, until it is released. */
import { Unavailable } from '../../src/ports/faults.ts';
import type { MessageQueue, QueuedMessage } from '../../src/ports/message-queue.ts';

export type QueueRequest = 'receive' | 'send' | 'remove' | 'release';

export interface FakeQueue extends MessageQueue {
  readonly bodies: () => readonly string[];
  readonly hidden: () => readonly string[];
  /** Requests of this kind fail from now on, for this body where one is given. */
  fail(request: QueueRequest, body?: string): void;
  put(message: Partial<QueuedMessage> & { readonly body: string }): string;
}

export function aMessageQueue(name: string, atOnce = 10): FakeQueue {
  const messages = new Map<string, QueuedMessage>();
  const hidden = new Set<string>();
  const failing = new Map<QueueRequest, string | undefined>();
  let count = 0;
  const refuse = (request: QueueRequest, body?: string): void => {
    if (!failing.has(request)) return;
    const only = failing.get(request);
    if (only === undefined || only === body) throw new Unavailable(`queue ${name}: ${request} failed`);
  };
  const put: FakeQueue['put'] = ({ id = `${name}-${(count += 1)}`, body, ...rest }) => {
    const known = { receipt: '', reason: undefined, sourceMessageId: undefined, ...rest };
    messages.set(id, { id, body, ...known });
    return id;
  };
  return {
    put,
    bodies: () => [...messages.values()].map(({ body }) => body),
    hidden: () => [...hidden],
    fail: (request, body) => void failing.set(request, body),
    receive: async () => {
      refuse('receive');
      const shown = [...messages.values()].filter(({ id }) => !hidden.has(id)).slice(0, atOnce);
      for (const { id } of shown) hidden.add(id);
      return shown;
    },
    send: async (body) => {
      refuse('send', body);
      return put({ body });
    },
    remove: async ({ id, body }) => {
      refuse('remove', body);
      messages.delete(id);
      hidden.delete(id);
    },
    release: async ({ id }) => {
      refuse('release');
      hidden.delete(id);
    },
  };
}
