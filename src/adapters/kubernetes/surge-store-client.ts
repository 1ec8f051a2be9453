/** Surges and their schedules in their wire form, for people: read as they are, written by server-side apply. */
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import { NotFound } from '../../ports/faults.ts';
import type { ApplyOutcome, StoredKind, StoredObject, SurgeStore } from '../../ports/surge-store.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { listObjects } from './object-list.ts';
import { pathOf, type ResourceType, SURGE_SCHEDULES, SURGES } from './resource-type.ts';
import type { Transport } from './transport.ts';

const TYPES: Readonly<Record<StoredKind, ResourceType>> = { Surge: SURGES, SurgeSchedule: SURGE_SCHEDULES };

interface Written {
  readonly metadata: {
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
}

const NEVER = new AbortController().signal;

export class SurgeStoreClient implements SurgeStore {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async list(kind: StoredKind, namespace: string | undefined): Promise<readonly StoredObject[]> {
    const found: StoredObject[] = [];
    const path = pathOf(TYPES[kind], { namespace });
    // Items of a list do not say what they are.
    const keep = (object: unknown): void => void found.push({ ...(object as StoredObject), kind });
    await listObjects({ transport: this.#transport, path }, keep, NEVER);
    return found;
  }

  get(kind: StoredKind, namespace: string, name: string): Promise<StoredObject | undefined> {
    return this.#read<StoredObject>(pathOf(TYPES[kind], { namespace, name }));
  }

  async apply(object: StoredObject, { dryRun }: { readonly dryRun: boolean }): Promise<ApplyOutcome> {
    const { apiVersion, kind, metadata, spec } = object;
    const { namespace, name, labels, annotations } = metadata;
    const path = pathOf(TYPES[kind], { namespace, name });
    const before = await this.#read<Written>(path);
    const query = {
      fieldManager: APPLIER,
      fieldValidation: 'Strict',
      // A person at a prompt means what he says.
      force: true,
      ...(dryRun ? { dryRun: 'All' } : {}),
    };
    const body = { apiVersion, kind, metadata: { namespace, name, labels, annotations }, spec };
    const after = await this.#transport.send<Written>({
      method: 'PATCH',
      path,
      query,
      body,
      patch: 'apply',
    });
    if (before?.metadata.uid !== after.metadata.uid) return 'created';
    // By what is said: a dry run does not move the version.
    return isSameValue(saidIn(before), saidIn(after)) ? 'unchanged' : 'configured';
  }

  async cancel(namespace: string, name: string): Promise<void> {
    const query = { fieldManager: APPLIER, fieldValidation: 'Strict' };
    const body = { spec: { cancelled: true } };
    await this.#transport.send({ method: 'PATCH', path: pathOf(SURGES, { namespace, name }), query, body });
  }

  async #read<T>(path: string): Promise<T | undefined> {
    try {
      return await this.#transport.send<T>({ method: 'GET', path });
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}

const saidIn = ({ metadata: { labels = {}, annotations = {} }, spec }: Written) => ({
  labels,
  annotations,
  spec,
});

/** Not the controller's: what people apply must not take its fields away. */
const APPLIER = `${FIELD_MANAGER}-cli`;
