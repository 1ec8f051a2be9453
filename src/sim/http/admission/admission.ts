/** What comes over the wire is checked and filled in here, as the cluster's own parts trust what they read. */

import { isRecord } from '../../../resources/json.ts';
import type { KubeObject } from '../../api/objects.ts';
import { customDefinition } from '../custom/definitions.ts';
import { shape } from '../custom/shape.ts';
import { badRequest, invalid } from '../refusals.ts';
import type { ResourceType } from '../resource-types.ts';
import { withNativeDefaults } from './defaults.ts';
import { findFaults } from './rules.ts';

export interface Admitted {
  readonly object: KubeObject;
  /** For people, beside an answer that took it all the same. */
  readonly warnings: readonly string[];
}

/** Throws 422 with everything that is wrong, 400 for unknown fields under `fieldValidation=Strict`. */
export function admitFromWire(
  type: ResourceType,
  object: KubeObject,
  current: KubeObject | undefined,
  query: URLSearchParams,
): Admitted {
  const { object: shaped, unknown } = inShape(object);
  const how = query.get('fieldValidation') ?? 'Warn';
  const warnings = unknown.map((field) => `unknown field ${JSON.stringify(field)}`);
  if (how === 'Strict' && warnings.length > 0)
    throw badRequest(`strict decoding error: ${warnings.join(', ')}`);
  const whole = withNativeDefaults(shaped, current === undefined);
  const faults = findFaults(whole, current);
  if (faults.length > 0) throw invalid(type, whole.metadata.name, faults);
  return { object: whole, warnings: how === 'Warn' ? warnings : [] };
}

/** Of kinds with a schema. The server's own schema of metadata is not that of the definition. */
function inShape(object: KubeObject): { readonly object: KubeObject; readonly unknown: readonly string[] } {
  const schema = customDefinition(object.kind)?.schema;
  if (schema === undefined) return { object, unknown: [] };
  const { metadata, ...content } = object;
  const { value, unknown } = shape(content, schema);
  return { object: { ...(isRecord(value) ? value : {}), metadata } as KubeObject, unknown };
}
