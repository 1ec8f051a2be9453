/** A column of `kubectl get`. */
import type { Instant } from '../../core/model/time.ts';
import type { KubeObject } from '../api/objects.ts';

export interface Column {
  readonly name: string;
  readonly type?: 'string' | 'integer' | 'date';
  /** Shown by `-o wide` alone. */
  readonly wide?: boolean;
  readonly cell: (object: KubeObject, now: Instant) => string | number;
}
