/** In which form objects are wanted, and what a list says of itself. */
import type { Instant } from '../../core/model/time.ts';
import type { ResourceType } from './resource-types.ts';

export type Form = 'object' | 'table' | 'partial';

export interface ListMeta {
  readonly resourceVersion: string;
  readonly continue?: string | undefined;
  readonly remainingItemCount?: number | undefined;
}

export interface Rendering {
  readonly form: Form;
  readonly type: ResourceType;
  readonly now: Instant;
  /** `includeObject` of a table: what each row carries of its object. */
  readonly include: string | undefined;
}
