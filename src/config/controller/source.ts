/** Where a value comes from. Flags stand above the environment, that above the file, and that above the defaults. */
import type { FieldPath } from '../../core/schema/field-path.ts';

export type Source =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'flag'; readonly flag: string };

/** One value that a variable or a flag gives. */
export interface Given {
  readonly path: FieldPath;
  readonly value: unknown;
  readonly source: Source;
}

export function formatSource(source: Source): string {
  switch (source.kind) {
    case 'default':
      return 'default';
    case 'file':
      return `${source.file}:${source.line}`;
    case 'environment':
      return source.variable;
    case 'flag':
      return source.flag;
  }
}
