/** `npm run demo:cluster`: the push on real parts, live, with the table and the report of the demo at the end. */
import { parseArgs } from 'node:util';
import { abortOnInterrupt } from '../../../src/adapters/system/interrupt.ts';
import { localFiles } from '../../../src/adapters/system/local-files.ts';
import { processTerminal } from '../../../src/adapters/system/process-terminal.ts';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { runComparison } from '../../../src/cli/comparison-run.ts';
import { seconds } from '../../../src/core/model/time.ts';
import { compareOnCluster } from './compare.ts';
import { realPush } from './scenario.ts';

const USAGE = 'demo:cluster [--watched <seconds after the push>] [--metric cpu|requests] [--json]';
const { values } = parseArgs({
  options: {
    watched: { type: 'string', default: '1200' },
    metric: { type: 'string', default: 'cpu' },
    json: { type: 'boolean', default: false },
  },
});
const watched = Number(values.watched);
const { metric } = values;
const { env, stderr, stdout } = process;
const terminal = processTerminal({ stdout, stderr, noColor: env['NO_COLOR'], kind: env['TERM'] });

if (!(watched >= 60 && watched <= 7_200) || (metric !== 'cpu' && metric !== 'requests')) {
  terminal.tell(`expected ${USAGE}, from 60 to 7200 seconds, got ${process.argv.slice(2).join(' ')}\n`);
  process.exitCode = 2;
} else {
  terminal.tell('Two control planes play the push in real time, one without Forescale and one with it.\n');
  await runComparison(
    {
      scenario: realPush({ watched: seconds(watched), metric }),
      outputs: { isJson: values.json, report: 'forescale-cluster-report.html', timeline: undefined },
      notes: [],
    },
    {
      terminal,
      files: localFiles,
      clock: wallClock,
      compare: compareOnCluster,
      signal: abortOnInterrupt(process),
    },
  );
}
