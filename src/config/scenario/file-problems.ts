/** Findings as problems of a file, each with its line. */
import { fieldOf } from '../../core/schema/field-path.ts';
import type { Finding } from '../../core/schema/finding.ts';
import type { Problem } from './problem.ts';
import type { LineOf } from './yaml-document.ts';

/** In the order of the file, one per field: the first thing wrong with it. */
export function problemsOf(file: string, lineOf: LineOf, findings: readonly Finding[]): readonly Problem[] {
  const byField = new Map<string, Problem & { readonly line: number }>();
  for (const { path, message } of findings) {
    const field = fieldOf(path);
    if (!byField.has(field)) byField.set(field, { file, line: lineOf(path), field, message });
  }
  return [...byField.values()].toSorted((a, b) => a.line - b.line);
}
