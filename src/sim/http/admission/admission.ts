/** What comes over the wire is checked and filled in here, as the cluster's own parts trust what they read. */
import type { KubeObject } from '../../api/objects.ts';
import { invalid } from '../refusals.ts';
import type { ResourceType } from '../resource-types.ts';
import { withNativeDefaults } from './defaults.ts';
import { findFaults } from './rules.ts';

/** Throws 422 with everything that is wrong. `query` carries `fieldValidation`. */
export function admitFromWire(
  type: ResourceType,
  object: KubeObject,
  current: KubeObject | undefined,
  _query: URLSearchParams,
): KubeObject {
  const whole = withNativeDefaults(object, current === undefined);
  const faults = findFaults(whole, current);
  if (faults.length > 0) throw invalid(type, whole.metadata.name, faults);
  return whole;
}
