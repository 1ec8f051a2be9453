/** Reads what dependency-cruiser found, as far as the checks need it. */
import { z } from 'zod';
import { linesOf, runTool } from './tool.ts';

const reportSchema = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

export type CruiseReport = z.infer<typeof reportSchema>;

export async function cruise(folders: readonly string[], cwd?: string): Promise<CruiseReport> {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...folders];
  const run = await runTool('depcruise', args, cwd);
  try {
    return reportSchema.parse(JSON.parse(run.stdout));
  } catch (cause) {
    throw new Error(`Reading the report of dependency-cruiser: ${linesOf(run).slice(0, 5).join(' / ')}`, {
      cause,
    });
  }
}
