/** Reads what oxlint found, as far as the checks need it. */
import { z } from 'zod';
import { linesOf, runTool } from './tool.ts';

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().optional(),
      filename: z.string().optional(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
  number_of_files: z.number(),
});

export interface Finding {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface LintReport {
  readonly files: number;
  readonly findings: readonly Finding[];
}

export async function lint(cwd?: string): Promise<LintReport> {
  const run = await runTool('oxlint', ['--type-aware', '--format=json'], cwd);
  try {
    const { diagnostics, number_of_files: files } = reportSchema.parse(JSON.parse(run.stdout));
    return { files, findings: diagnostics.map(readFinding) };
  } catch (cause) {
    throw new Error(`Reading the report of oxlint: ${linesOf(run).slice(0, 5).join(' / ')}`, { cause });
  }
}

function readFinding(diagnostic: z.infer<typeof reportSchema>['diagnostics'][number]): Finding {
  const { code = '', filename = '', labels, message } = diagnostic;
  return { rule: code, path: filename.replaceAll('\\', '/'), line: labels[0]?.span.line ?? 0, message };
}
