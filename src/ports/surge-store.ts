/** Surges and their schedules as objects of the API, in their wire form: what people write, read and call off. */

export type StoredKind = 'Surge' | 'SurgeSchedule';

export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: StoredKind;
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly generation?: number;
    /** RFC 3339. */
    readonly creationTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
  readonly status?: unknown;
}

export type ApplyOutcome = 'created' | 'configured' | 'unchanged';

/** Faults name the server; what it refuses is Invalid, in its own words. */
export interface SurgeStore {
  /** Those of a namespace; undefined = of all. */
  list(kind: StoredKind, namespace: string | undefined): Promise<readonly StoredObject[]>;
  /** Undefined when there is none. */
  get(kind: StoredKind, namespace: string, name: string): Promise<StoredObject | undefined>;
  /** Server-side apply: fields that the object leaves out and we set before go away. A dry run changes nothing. */
  apply(object: StoredObject, options: { readonly dryRun: boolean }): Promise<ApplyOutcome>;
  /** Sets `spec.cancelled` of a Surge; throws NotFound when there is none. */
  cancel(namespace: string, name: string): Promise<void>;
}
