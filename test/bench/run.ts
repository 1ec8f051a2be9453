/** `npm run bench [-- --json] [reconcile|decide|simulator|cache|functions|cluster ...]`: times of this machine, as tables or as one document. */
import { parseArgs } from 'node:util';
import { benchCache } from './cache-bench.ts';
import { benchCluster } from './cluster-bench.ts';
import { benchDecide } from './decide-bench.ts';
import { benchFunctions } from './functions-bench.ts';
import { type Bench, describeMachine, renderSection, type Section } from './measurement.ts';
import { benchReconcile } from './reconcile-bench.ts';
import { benchSimulator } from './simulator-bench.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  reconcile: benchReconcile,
  decide: benchDecide,
  simulator: benchSimulator,
  cache: benchCache,
  functions: benchFunctions,
  cluster: benchCluster,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`expected some of ${Object.keys(BENCHES).join(', ')}, got ${unknown.join(', ')}`);
  process.exitCode = 2;
} else {
  await run(
    Object.entries(BENCHES).filter(([name]) => positionals.length === 0 || positionals.includes(name)),
  );
}

async function run(chosen: readonly (readonly [string, Bench])[]): Promise<void> {
  const sections: Section[] = [];
  for (const [, bench] of chosen) sections.push(...(await bench((line) => console.error(line))));
  const machine = describeMachine();
  const date = new Date().toISOString().slice(0, 10);
  if (values.json) console.log(JSON.stringify({ date, machine, sections }, undefined, 2));
  else {
    const { cpu, cores, memoryGigabytes, node, platform } = machine;
    console.log(`${date}, ${cpu}, ${cores} cores, ${memoryGigabytes} GB, Node ${node}, ${platform}`);
    for (const section of sections) console.log(`\n${renderSection(section)}`);
  }
}
