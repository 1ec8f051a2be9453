/** Where a field stands in what a user wrote: keys and indices from the top. */
export type FieldPath = readonly PropertyKey[];

/** `['load', 'pushes', 0, 'at']` as `load.pushes[0].at`. */
export function fieldOf(path: FieldPath): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '');
}
