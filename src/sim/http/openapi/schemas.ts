/** The schema of each kind. */
import type { ResourceType } from '../resource-types.ts';
import { nativeSchema, type Schema } from './native-schemas.ts';

export const schemaOf = ({ kind }: ResourceType): Schema => nativeSchema(kind);
