/**
 * Everything that happens in a day, in order: each change of a target, a workload or a surge with its writer, each
 * request of Forescale whether it took effect or not, and remarks. The trace is its text.
 */
import { formatInstant, type Instant } from '../../../src/core/model/time.ts';
import { FIELD_MANAGER } from '../../../src/core/prescale/baseline.ts';
import { ApiError } from '../../../src/sim/api/errors.ts';
import type { Kind, KubeObject } from '../../../src/sim/api/objects.ts';
import type { ApiServer, WatchEvent } from '../../../src/sim/api/server.ts';
import type { Engine } from '../../../src/sim/engine.ts';
import { differencesOf } from './difference.ts';

export interface Change {
  readonly at: Instant;
  readonly writer: string;
  /** Of Forescale, whichever process. */
  readonly ours: boolean;
  readonly kind: Kind;
  readonly name: string;
  readonly before: KubeObject | undefined;
  readonly after: KubeObject | undefined;
  readonly differences: readonly string[];
}

export interface Request {
  readonly at: Instant;
  readonly writer: string;
  readonly target: string;
  readonly outcome: 'done' | ApiError['code'];
  readonly message: string;
}

const WATCHED = ['HorizontalPodAutoscaler', 'Deployment', 'Surge', 'CapacityBuffer'] as const;
const WRITES: ReadonlySet<PropertyKey> = new Set([
  'create',
  'update',
  'patch',
  'patchStatus',
  'scale',
  'delete',
]);

export class Ledger {
  readonly changes: Change[] = [];
  readonly requests: Request[] = [];
  readonly trace: string[] = [];
  readonly #engine: Engine;
  #writer = 'cluster';
  #ours = false;

  constructor(engine: Engine, api: ApiServer) {
    this.#engine = engine;
    for (const kind of WATCHED) api.watch(kind, (event) => this.#changed(kind, event));
  }

  remark(who: string, what: string): void {
    this.trace.push(`${formatInstant(this.#engine.now)} ${who}: ${what}`);
  }

  /** All changes that `write` makes are `writer`'s. */
  as<T>(writer: string, write: () => T, ours = false): T {
    const [writerBefore, oursBefore] = [this.#writer, this.#ours];
    [this.#writer, this.#ours] = [writer, ours];
    try {
      return write();
    } finally {
      [this.#writer, this.#ours] = [writerBefore, oursBefore];
    }
  }

  /** The API server as one Forescale process sees it: the same, but it leaves a trace. */
  signed(api: ApiServer, process: string): ApiServer {
    return new Proxy(api, {
      get: (target, key): unknown => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        const call = (...args: readonly unknown[]): unknown => Reflect.apply(member, target, args);
        return WRITES.has(key) ? this.#recorded(process, String(key), call) : call;
      },
    });
  }

  #recorded(process: string, verb: string, call: (...args: readonly unknown[]) => unknown) {
    return (...args: readonly unknown[]): unknown => {
      const ours = managerIn(args) === FIELD_MANAGER;
      const writer = ours ? process : `disturbance of ${process}`;
      const target = `${verb} ${args.slice(0, 3).join('/')}`;
      const note = (outcome: Request['outcome'], message: string): void => {
        if (!ours) return;
        this.requests.push({ at: this.#engine.now, writer, target, outcome, message });
        if (outcome !== 'done') this.remark(writer, `${target}: ${outcome}`);
      };
      try {
        const result = this.as(writer, () => call(...args), ours);
        note('done', '');
        return result;
      } catch (error) {
        if (error instanceof ApiError) note(error.code, error.message);
        throw error;
      }
    };
  }

  #changed(kind: Kind, { type, object, previous }: WatchEvent): void {
    const before = type === 'ADDED' ? undefined : previous;
    const after = type === 'DELETED' ? undefined : object;
    if (before !== undefined && after !== undefined && !matters(kind, before, after)) return;
    const differences = differencesOf(viewOf(kind, before), viewOf(kind, after));
    const { name } = object.metadata;
    const [writer, ours] = [this.#writer, this.#ours];
    this.changes.push({ at: this.#engine.now, writer, ours, kind, name, before, after, differences });
    const what = type === 'MODIFIED' ? differences.join('; ') : `${type} ${differences.join('; ')}`;
    this.remark(writer, `${kind}/${name} ${what}`);
  }
}

function managerIn(args: readonly unknown[]): unknown {
  const options = args.at(-1);
  return typeof options === 'object' && options !== null && 'manager' in options
    ? options.manager
    : undefined;
}

/** The status of an HPA, a Deployment or a buffer moves by itself. */
const matters = (kind: Kind, before: KubeObject, after: KubeObject): boolean =>
  before.spec !== after.spec ||
  before.metadata.annotations !== after.metadata.annotations ||
  (kind === 'Surge' && before.status !== after.status);

const viewOf = (kind: Kind, object: KubeObject | undefined): unknown =>
  object && {
    annotations: object.metadata.annotations,
    spec: object.spec,
    ...(kind === 'Surge' ? { status: object.status } : {}),
  };
