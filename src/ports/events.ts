/** What people see under `Events` of an object that they describe. */
import type { TargetRef } from '../core/model/target.ts';

export type EventSubject =
  | { readonly kind: 'target'; readonly ref: TargetRef }
  /** By its id, `namespace/name`. */
  | { readonly kind: 'surge'; readonly surge: string };

export interface Happening {
  readonly type: 'Normal' | 'Warning';
  /** One word in CamelCase, the same for the same thing. */
  readonly reason: string;
  /** One sentence for a person on call. */
  readonly message: string;
}

export interface EventRecorder {
  /** Returns at once and never throws: an event that cannot be written is lost, and what is said too often is counted. */
  record(subject: EventSubject, happening: Happening): void;
}
