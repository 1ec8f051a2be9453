/** A reflector of a scripted collection, over a socket; it runs until the test has finished. */
import { onTestFinished } from 'vitest';
import type { Change } from '../../src/adapters/kubernetes/object-cache.ts';
import { Reflector, type ReflectorOptions } from '../../src/adapters/kubernetes/reflector.ts';
import type { WireObject } from '../../src/adapters/kubernetes/wire-object.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { aTransport } from './a-transport.ts';
import { anInstant } from './an-instant.ts';
import { LoopbackServer } from './loopback-server.ts';
import { ScriptedCollection } from './scripted-collection.ts';
import { until } from './turns.ts';
import { VirtualClock } from './virtual-clock.ts';

export const PODS = '/api/v1/namespaces/shop/pods';
export const START = anInstant('2026-11-22T12:00:00Z');

export interface Warning {
  readonly message: string;
  readonly error: string;
}

type Options = Partial<ReflectorOptions<WireObject>> & {
  readonly collection?: ScriptedCollection;
  readonly clock?: Clock;
};

export async function aReflector({ collection = new ScriptedCollection(), ...options }: Options = {}) {
  const server = await LoopbackServer.start(collection.answer);
  const clock = options.clock ?? new VirtualClock(START);
  const transport = aTransport(server.url, { clock: new VirtualClock(START) });
  const warnings: Warning[] = [];
  const log = {
    info: () => {},
    warn: (message: string, { error }: { readonly error?: unknown }) =>
      void warnings.push({ message, error: String(error) }),
  };
  const reflector = new Reflector<WireObject>({
    transport,
    clock,
    chance: () => 0.5,
    path: PODS,
    trim: (object) => object,
    log,
    ...options,
  });
  const changes: Change<WireObject>[] = [];
  reflector.subscribe((change) => void changes.push(change));
  const stop = new AbortController();
  const ended = reflector.run(stop.signal);
  const end = async (): Promise<void> => {
    stop.abort('over');
    await ended;
    transport.close();
    await server[Symbol.asyncDispose]();
  };
  onTestFinished(end);
  return { collection, server, reflector, changes, warnings, clock, end };
}

/** `type name` of each change. */
export const told = (changes: readonly Change<WireObject>[]): readonly string[] =>
  changes.map(({ type, object }) => `${type} ${object.metadata.name}`);

/** Until the cache has what the server has. */
export const untilEqual = (reflector: Reflector<WireObject>, collection: ScriptedCollection): Promise<void> =>
  until(
    () => differs(reflector, collection) === undefined,
    () => `the cache to equal the server: ${differs(reflector, collection)}`,
  );

function differs(reflector: Reflector<WireObject>, { objects }: ScriptedCollection): string | undefined {
  for (const [name, { metadata }] of objects) {
    const cached = reflector.get(`shop/${name}`)?.metadata;
    if (cached?.uid !== metadata.uid || cached.resourceVersion !== metadata.resourceVersion)
      return `${name} is ${JSON.stringify(cached)} in place of ${JSON.stringify(metadata)}`;
  }
  return reflector.size === objects.size
    ? undefined
    : `${reflector.size} in place of ${objects.size} objects`;
}
