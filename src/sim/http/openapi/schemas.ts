/** The schema of each kind: that of its definition, or what is said here of the built-in ones. */
import { customDefinition } from '../custom/definitions.ts';
import type { ResourceType } from '../resource-types.ts';
import { nativeSchema, type Schema } from './native-schemas.ts';

export const schemaOf = ({ kind }: ResourceType): Schema =>
  customDefinition(kind)?.schema ?? nativeSchema(kind);
