/** The options that say what becomes of a comparison; the same for every command that makes one. */
import { type Command, Option } from 'commander';
import { parseFileName } from './option-values.ts';

const DEFAULT_REPORT = 'forescale-report.html';

export interface OutputFlags {
  readonly json?: true;
  /** A name, or false by `--no-report`. */
  readonly report?: string | false;
  readonly timeline?: string;
}

export interface Outputs {
  readonly isJson: boolean;
  readonly report: string | undefined;
  readonly timeline: string | undefined;
}

export const addOutputOptions = (command: Command): Command =>
  command
    .option('--json', 'print one JSON document instead of the table; no report by default')
    .addOption(
      new Option('--report <file>', `where the HTML report goes (default: ${DEFAULT_REPORT})`).argParser(
        parseFileName,
      ),
    )
    .option('--no-report', 'write no report')
    .addOption(
      new Option(
        '--timeline <file>',
        'write a row of CSV per 5 s, a file per strategy: out.csv becomes out.reactive.csv ...',
      ).argParser(parseFileName),
    );

/** Who asks for JSON is a program: it gets files only when it names them. */
export function chooseOutputs({ json, report, timeline }: OutputFlags): Outputs {
  const isJson = json === true;
  const fallback = isJson ? undefined : DEFAULT_REPORT;
  return { isJson, report: report === false ? undefined : (report ?? fallback), timeline };
}
