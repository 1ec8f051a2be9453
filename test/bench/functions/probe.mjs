/**
 * A process as Lambda starts one: loads a bundle, hands it the events that came on its standard input, one after the other, and
 * says how long each took. The process has loaded nothing else.
 */
import { readFileSync } from 'node:fs';

/** @type {readonly unknown[]} */
const events = JSON.parse(readFileSync(0, 'utf8'));
const idle = process.cpuUsage();
const started = performance.now();
/** @type {{ handler: (event: unknown, context: object) => Promise<unknown> }} */
const { handler } = await import(process.argv[2] ?? '');
const loadMillis = performance.now() - started;
const busy = process.cpuUsage(idle);
const loadedMebibytes = process.memoryUsage.rss() / 2 ** 20;

const context = () => {
  const from = performance.now();
  return { awsRequestId: 'bench', getRemainingTimeInMillis: () => 30_000 - (performance.now() - from) };
};

/** @type {number[]} */
const eventMillis = [];
/** @type {unknown[]} */
const answers = [];
for (const event of events) {
  const from = performance.now();
  answers.push(await handler(event, context()));
  eventMillis.push(performance.now() - from);
}
const mebibytes = process.memoryUsage.rss() / 2 ** 20;
process.stdout.write(
  `\n${JSON.stringify({ loadMillis, loadCpuMillis: (busy.user + busy.system) / 1_000, loadedMebibytes, eventMillis, mebibytes, answers })}\n`,
  () => process.exit(0),
);
