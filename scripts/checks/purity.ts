/** Proves that src/core cannot read a clock, chance, the process or the network: each try must be a compile error. */
import { join } from 'node:path';
import ts from 'typescript';
import type { Check, Outcome } from './check.ts';
import { ROOT } from './tool.ts';

export const purityCheck: Check = { name: 'purity of core', run: () => Promise.resolve(checkPurity()) };

const IMPURE = [
  'Date.now() + 1',
  'new Date().getTime()',
  'Date().length',
  'new Date(0).getHours() + 1',
  'new Date(0).getTimezoneOffset() + 1',
  "new Intl.DateTimeFormat('en').format().length",
  "new Cron('* * * * *').nextRun()?.getTime()",
  'performance.now()',
  'Math.random() * 2',
  'crypto.randomUUID()',
  'process.env',
  'globalThis.process',
  "require('node:fs')",
  "import('node:fs')",
  'Buffer.alloc(1)',
  "fetch('http://localhost')",
  'setTimeout(() => 1, 1)',
  'setInterval(() => 1, 1)',
  'setImmediate(() => 1)',
  'queueMicrotask(() => 1)',
  "console.log('')",
];

const PURE = [
  'new Date(0).getTime()',
  'Date.UTC(2026, 0)',
  "Date.parse('2026-01-01T00:00:00Z')",
  "new Intl.DateTimeFormat('en').format(0)",
  "new Cron('* * * * *').nextRun(new Date(0))?.getTime()",
  'Math.max(1, 2)',
  'z.strictObject({})',
];

function checkPurity(): Outcome {
  // The allowed packages are loaded too: their types must not bring the machine back in.
  const header = ["import { Cron } from 'croner';", "import * as z from 'zod';"];
  const tries = [...IMPURE, ...PURE];
  const text = [
    ...header,
    ...tries.map((code, index) => `export const try${index}: unknown = ${code};`),
  ].join('\n');
  const failed = linesWithErrors(join(ROOT, 'src', 'core', 'purity-probe.ts'), text);
  const problems = tries.flatMap((code, index) => {
    const isError = failed.has(index + header.length);
    if (isError === IMPURE.includes(code)) return [];
    return [
      isError ? `expected to compile in src/core: ${code}` : `expected to be an error in src/core: ${code}`,
    ];
  });
  return { looked: `${IMPURE.length} impure and ${PURE.length} pure expressions`, problems };
}

/** Compiles one more file of src/core, which exists in memory alone, exactly as `tsc -p src/core` would. */
function linesWithErrors(probe: string, text: string): ReadonlySet<number> {
  const configPath = join(ROOT, 'src', 'core', 'tsconfig.json');
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(configPath, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    join(ROOT, 'src', 'core'),
  );
  const host = ts.createCompilerHost(config.options);
  const isProbe = (path: string): boolean => path.replaceAll('\\', '/') === probe.replaceAll('\\', '/');
  const program = ts.createProgram(
    [...config.fileNames.filter((name) => name.endsWith('.d.ts')), probe],
    config.options,
    {
      ...host,
      fileExists: (path) => isProbe(path) || host.fileExists(path),
      readFile: (path) => (isProbe(path) ? text : host.readFile(path)),
      getSourceFile: (path, options, ...rest) =>
        isProbe(path)
          ? ts.createSourceFile(path, text, options, true)
          : host.getSourceFile(path, options, ...rest),
    },
  );
  const source = program.getSourceFile(probe);
  if (source === undefined) throw new Error(`Compiling ${probe}: not in the program`);
  const found = [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)];
  return new Set(found.map(({ start = 0 }) => source.getLineAndCharacterOfPosition(start).line));
}
