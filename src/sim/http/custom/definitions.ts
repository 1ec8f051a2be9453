/** The custom resources of Forescale as their definitions have them: names, columns and schemas. */
import { surgeDefinition, surgeScheduleDefinition } from '../../../resources/crd/definitions.ts';
import { isRecord } from '../../../resources/json.ts';
import type { Kind } from '../../api/objects.ts';
import { itemsAt, textAt, valueAt } from '../field-values.ts';
import type { Schema } from '../openapi/native-schemas.ts';

export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly wide: boolean;
}

export interface CustomDefinition {
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly columns: readonly PrinterColumn[];
  /** Of the whole object. */
  readonly schema: Schema;
}

const DEFINITIONS: ReadonlyMap<Kind, CustomDefinition> = new Map<Kind, CustomDefinition>([
  ['Surge', read(surgeDefinition())],
  ['SurgeSchedule', read(surgeScheduleDefinition())],
]);

export const customDefinition = (kind: Kind): CustomDefinition | undefined => DEFINITIONS.get(kind);

function read(definition: unknown): CustomDefinition {
  const [version] = itemsAt(definition, 'spec.versions');
  const schema = valueAt(version, 'schema.openAPIV3Schema');
  return {
    shortNames: textsAt(definition, 'spec.names.shortNames'),
    categories: textsAt(definition, 'spec.names.categories'),
    columns: itemsAt(version, 'additionalPrinterColumns').map((column) => ({
      name: textAt(column, 'name'),
      type: textAt(column, 'type'),
      jsonPath: textAt(column, 'jsonPath'),
      wide: valueAt(column, 'priority') === 1,
    })),
    schema: isRecord(schema) ? schema : {},
  };
}

function textsAt(value: unknown, path: string): readonly string[] {
  return itemsAt(value, path).map(String);
}
