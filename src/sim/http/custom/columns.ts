/** Printer columns of a definition as columns of `kubectl get`. */
import { ageOf } from '../age.ts';
import type { Column } from '../column.ts';
import { wordingOf } from '../field-values.ts';
import type { PrinterColumn } from './definitions.ts';
import { readJsonPath } from './json-path.ts';

/** A date is shown as the time since; what is not there is empty. */
export const columnOf = ({ name, type, jsonPath, wide }: PrinterColumn): Column => ({
  name,
  wide,
  cell: (object, now) => {
    const value = readJsonPath(object, jsonPath);
    if (type === 'date') return ageOf(value, now);
    return value === undefined || value === null ? '' : wordingOf(value);
  },
});
