/**
 * A rule across the fields of a custom resource, said once for both sides that refuse: in CEL for the API server, and as
 * a predicate for Forescale itself. Both give the same words.
 */
import type * as z from 'zod';

export interface SchemaRule<T> {
  /** In CEL, of `self`. Dates are timestamps there, and every optional field is asked for by `has`. */
  readonly cel: string;
  readonly holds: (value: T) => boolean;
  /** What was expected, and what was found instead. */
  readonly message: string;
  /** The field to blame; the value as a whole when left out. */
  readonly field?: string;
}

/** `schema` with its rules, which are looked at only when every field by itself is sound. */
export const withRules = <S extends z.ZodType>(schema: S, rules: readonly SchemaRule<z.output<S>>[]): S =>
  schema
    .superRefine((value, context) => {
      for (const { holds, message, field } of rules)
        if (!holds(value))
          context.addIssue({ code: 'custom', path: field === undefined ? [] : [field], message });
    })
    .meta({ 'x-kubernetes-validations': rules.map(describeRule) });

const describeRule = ({ cel, message, field }: SchemaRule<never>) => ({
  rule: cel,
  message,
  ...(field === undefined ? {} : { fieldPath: `.${field}` }),
});

/** One of two keys has to be there, and not the other. */
export const eitherOf = <A extends string, B extends string>(
  a: A,
  b: B,
): readonly SchemaRule<Readonly<Partial<Record<A | B, unknown>>>>[] => [
  {
    cel: `has(self.${a}) || has(self.${b})`,
    holds: (value) => value[a] !== undefined || value[b] !== undefined,
    message: `expected either ${a} or ${b}, got neither`,
  },
  {
    cel: `!has(self.${a}) || !has(self.${b})`,
    holds: (value) => value[a] === undefined || value[b] === undefined,
    message: `expected either ${a} or ${b}, got both`,
  },
];
