/** Fewer points of a long timeline, such that no extreme of the chosen columns is lost. */

/**
 * At most `limit` of the points, in order: the first, the last, and per stretch between them the lowest and the
 * highest of each column. `limit` is at least 2 + 2 per column.
 */
export function downsample<P>(
  points: readonly P[],
  columns: readonly ((point: P) => number)[],
  limit: number,
): readonly P[] {
  if (points.length <= limit) return points;
  const last = points.length - 1;
  const stretches = Math.floor((limit - 2) / (2 * columns.length));
  const kept = new Set([0]);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = 1 + Math.floor((stretch * (last - 1)) / stretches);
    const to = 1 + Math.floor(((stretch + 1) * (last - 1)) / stretches);
    const extremes = columns.flatMap((column) => findExtremes(points.slice(from, to).map(column)));
    for (const index of extremes) kept.add(from + index);
  }
  kept.add(last);
  return points.filter((_, index) => kept.has(index));
}

/** Where the lowest and the highest value are. */
function findExtremes(values: readonly number[]): readonly number[] {
  const lowest = values.reduce((best, value, index) => (value < (values[best] ?? value) ? index : best), 0);
  const highest = values.reduce((best, value, index) => (value > (values[best] ?? value) ? index : best), 0);
  return values.length === 0 ? [] : [lowest, highest];
}
