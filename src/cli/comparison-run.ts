/** Plays a scenario and shows what came of it: progress, then table or document, then files. */
import type { Comparison } from '../sim/comparison.ts';
import { STRATEGIES } from '../sim/play/strategy.ts';
import type { Scenario } from '../sim/scenario.ts';
import { toDocument } from './comparison-document.ts';
import { renderTable } from './comparison-table.ts';
import type { CliDeps } from './deps.ts';
import type { Outputs } from './output-options.ts';
import { ProgressLines } from './progress-lines.ts';
import { renderReport } from './report/page.ts';
import { nameTimelineFile, renderTimeline } from './timeline-csv.ts';

export interface ComparisonRequest {
  readonly scenario: Scenario;
  readonly outputs: Outputs;
  /** What was noticed while the input was read. */
  readonly notes: readonly string[];
}

/** What a comparison needs of the world. */
export type ComparisonDeps = Pick<CliDeps, 'compare' | 'terminal' | 'clock' | 'files' | 'signal'>;

export async function runComparison(
  { scenario, outputs, notes }: ComparisonRequest,
  deps: ComparisonDeps,
): Promise<void> {
  for (const path of listFiles(outputs)) await deps.files.ensureWritable(path);
  const played = await play(scenario, outputs, deps);
  const comparison = { ...played, notes: [...played.notes, ...notes] };
  await deps.terminal.print(
    outputs.isJson ? `${JSON.stringify(toDocument(comparison), undefined, 2)}\n` : renderTable(comparison),
  );
  const written = await writeFiles(comparison, outputs, deps);
  if (!outputs.isJson && written.length > 0) await deps.terminal.print(`\n${written.join('\n')}\n`);
}

/** Known before the run, so that it is not played in vain. */
const listFiles = ({ report, timeline }: Outputs): readonly string[] => [
  ...(report === undefined ? [] : [report]),
  ...(timeline === undefined ? [] : STRATEGIES.map((name) => nameTimelineFile(timeline, name))),
];

async function play(scenario: Scenario, { isJson }: Outputs, deps: ComparisonDeps): Promise<Comparison> {
  const { compare, terminal, clock, signal } = deps;
  const progress = new ProgressLines(terminal, clock);
  try {
    return await compare({
      scenario,
      onProgress: (state) => {
        if (!isJson) progress.show(state);
      },
      signal,
    });
  } finally {
    progress.close();
    signal.throwIfAborted();
  }
}

/** Says where each file is. */
async function writeFiles(
  comparison: Comparison,
  { report, timeline }: Outputs,
  { files }: Pick<CliDeps, 'files'>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { name, timeline: points } of timeline === undefined ? [] : comparison.strategies) {
    const path = await files.write(nameTimelineFile(timeline ?? '', name), renderTimeline(points));
    lines.push(`Timeline: ${path}`);
  }
  if (report !== undefined) lines.push(`Report: ${await files.write(report, renderReport(comparison))}`);
  return lines;
}
