/**
 * One collection of an API server: lists in pages, watches from a version, forgets the past when told to, and breaks in
 * every way that servers and networks do.
 */
import type { ServerResponse } from 'node:http';
import type { WireObject } from '../../src/adapters/kubernetes/wire-object.ts';
import { type Answer, type Asked, answerJson, aStatus } from './loopback-server.ts';

/** In place of an answer. */
export type AnswerFault = '500' | '429' | '403' | '410' | 'reset' | 'torn' | 'hang';
/** What befalls a watch that runs. */
export type StreamFault = 'close' | 'reset' | 'torn' | 'error410' | 'error500' | 'garbage';

interface Happening {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: WireObject;
  readonly version: number;
}

interface Watcher {
  readonly response: ServerResponse;
  readonly withBookmarks: boolean;
}

export class ScriptedCollection {
  readonly objects = new Map<string, WireObject>();
  readonly listFaults: AnswerFault[] = [];
  readonly watchFaults: AnswerFault[] = [];
  readonly #watchers = new Set<Watcher>();
  readonly #snapshots = new Map<string, readonly WireObject[]>();
  #history: Happening[] = [];
  #version = 100;
  #forgottenUpTo = 0;
  #uids = 0;

  /** Makes it or changes it. */
  put(name: string, rest: object = {}): void {
    const known = this.objects.get(name);
    const metadata = { name, namespace: 'shop', uid: known?.metadata.uid ?? `uid-${(this.#uids += 1)}` };
    const object = { ...rest, metadata: { ...metadata, resourceVersion: this.#nextVersion() } };
    this.objects.set(name, object);
    this.#happen(known === undefined ? 'ADDED' : 'MODIFIED', object);
  }

  delete(name: string): void {
    const known = this.objects.get(name);
    if (known === undefined) return;
    this.objects.delete(name);
    const metadata = { ...known.metadata, resourceVersion: this.#nextVersion() };
    this.#happen('DELETED', { ...known, metadata });
  }

  /** Something that no list and no watch of this collection shows. */
  changeElsewhere(): void {
    this.#nextVersion();
  }

  /** Versions and pages of before are known no more. */
  compact(): void {
    this.#history = [];
    this.#snapshots.clear();
    this.#forgottenUpTo = this.#version;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  bookmark(): void {
    const metadata = { resourceVersion: String(this.#version) };
    for (const { response, withBookmarks } of this.#watchers)
      if (withBookmarks) writeFrame(response, { type: 'BOOKMARK', object: { metadata } });
  }

  break(fault: StreamFault): void {
    for (const { response } of this.#watchers) breakStream(response, fault);
    this.#watchers.clear();
  }

  readonly answer: Answer = (asked, response) => {
    const isWatch = asked.query['watch'] === 'true';
    const fault = (isWatch ? this.watchFaults : this.listFaults).shift();
    if (fault !== undefined) answerWrong(response, fault);
    else if (isWatch) this.#watch(asked, response);
    else this.#list(asked, response);
  };

  #list({ query }: Asked, response: ServerResponse): void {
    const limit = Number(query['limit'] ?? Number.POSITIVE_INFINITY);
    const [snapshot = String(this.#version), from = '0'] = query['continue']?.split(':') ?? [];
    const objects =
      query['continue'] === undefined ? [...this.objects.values()] : this.#snapshots.get(snapshot);
    if (objects === undefined) return answerJson(response, EXPIRED, 410);
    this.#snapshots.set(snapshot, objects);
    const end = Number(from) + limit;
    const next = end < objects.length ? `${snapshot}:${end}` : '';
    const metadata = { resourceVersion: snapshot, continue: next };
    return answerJson(response, { kind: 'List', metadata, items: objects.slice(Number(from), end) });
  }

  #watch({ query }: Asked, response: ServerResponse): void {
    const since = Number(query['resourceVersion']);
    if (since < this.#forgottenUpTo) return answerJson(response, EXPIRED, 410);
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    for (const happening of this.#history) if (happening.version > since) writeFrame(response, happening);
    const watcher = { response, withBookmarks: query['allowWatchBookmarks'] === 'true' };
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
  }

  #happen(type: Happening['type'], object: WireObject): void {
    const happening = { type, object, version: this.#version };
    this.#history.push(happening);
    for (const { response } of this.#watchers) writeFrame(response, happening);
  }

  #nextVersion(): string {
    this.#version += 1;
    return String(this.#version);
  }
}

const EXPIRED = aStatus(410, 'Expired', 'too old resource version');

const writeFrame = (response: ServerResponse, { type, object }: { type: string; object: unknown }): void =>
  void response.write(`${JSON.stringify({ type, object })}\n`);

function answerWrong(response: ServerResponse, fault: AnswerFault): void {
  switch (fault) {
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'torn':
      response.writeHead(200, { 'content-length': 1_000 });
      response.write('{"type":"ADDED","obj', () => response.socket?.destroy());
      break;
    case 'hang':
      break;
    case '500':
    case '429':
    case '403':
    case '410':
      answerJson(response, aStatus(Number(fault), 'Scripted', `a scripted ${fault}`), Number(fault));
  }
}

function breakStream(response: ServerResponse, fault: StreamFault): void {
  switch (fault) {
    case 'close':
      response.end();
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'torn':
      response.write('{"type":"MODIFIED","object":{"meta', () => response.socket?.destroy());
      break;
    case 'garbage':
      response.end('{"type":"MODIFIED"}\n');
      break;
    case 'error410':
      writeFrame(response, { type: 'ERROR', object: EXPIRED });
      response.end();
      break;
    case 'error500':
      writeFrame(response, { type: 'ERROR', object: aStatus(500, 'InternalError', 'a scripted failure') });
      response.end();
  }
}
