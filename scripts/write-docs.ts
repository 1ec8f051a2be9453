/** Writes what follows from the source: parts of docs/, the CRDs. With --check it writes nothing and fails when one is stale. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { EMF_CATALOGUE } from '../src/adapters/aws/emf-meter.ts';
import { CATALOGUE } from '../src/adapters/prometheus/catalogue.ts';
import { EVENT_TYPE_NAMES, eventJsonSchema } from '../src/api/events/event-types.ts';
import { NEWS_TYPES, newsJsonSchema } from '../src/api/events/news-schemas.ts';
import { restoreDocumentSchema } from '../src/cli/cluster/restore-document.ts';
import { statusDocumentSchema } from '../src/cli/cluster/standing.ts';
import { appliedDocumentSchema, surgesDocumentSchema } from '../src/cli/cluster/surge-document.ts';
import { configDocumentSchema } from '../src/cli/config-document.ts';
import { checkDocumentSchema } from '../src/cli/events/check-document.ts';
import { replayDocumentSchema } from '../src/cli/events/replay-document.ts';
import { CONTROLLER_SETTINGS } from '../src/config/controller/controller-config.ts';
import { controllerJsonSchema } from '../src/config/controller/schema.ts';
import { functionsJsonSchema } from '../src/config/functions/schema.ts';
import { scenarioJsonSchema } from '../src/config/scenario/schema.ts';
import { surgeDefinition, surgeScheduleDefinition } from '../src/resources/crd/definitions.ts';
import { functionsSettings } from './docs/functions-settings.ts';
import { NEWS_EXAMPLES } from './news-examples.ts';

const ROOT = new URL('../', import.meta.url);

const OPERATIONS = 'docs/operations.md';
const FUNCTIONS = 'docs/functions.md';

const GENERATED: Readonly<Record<string, () => string>> = {
  'docs/schemas/scenario.schema.json': () => formatJson(scenarioJsonSchema()),
  'docs/schemas/controller-config.schema.json': () => formatJson(controllerJsonSchema()),
  'docs/schemas/functions-config.schema.json': () => formatJson(functionsJsonSchema()),
  ...Object.fromEntries(
    EVENT_TYPE_NAMES.map((type) => [
      `docs/schemas/events/${type.toLowerCase().replaceAll(' ', '-')}.schema.json`,
      () => formatJson(eventJsonSchema(type)),
    ]),
  ),
  ...Object.fromEntries(
    NEWS_TYPES.flatMap((type) => [
      [`docs/schemas/events/${type}.schema.json`, () => formatJson(newsJsonSchema(type))],
      [`docs/examples/events-out/${type}.json`, () => formatJson(NEWS_EXAMPLES.get(type))],
    ]),
  ),
  'docs/schemas/config-explain.schema.json': () => formatJson(configDocumentSchema()),
  'manifests/crds/surges.yaml': () => formatYaml(surgeDefinition()),
  'manifests/crds/surgeschedules.yaml': () => formatYaml(surgeScheduleDefinition()),
  [OPERATIONS]: () => fillSections(OPERATIONS, { settings: settingsTable(), metrics: metricsTable() }),
  'docs/schemas/events-check.schema.json': () => formatJson(checkDocumentSchema()),
  [FUNCTIONS]: () =>
    fillSections(FUNCTIONS, {
      settings: table(['key', 'default', 'meaning'], functionsSettings()),
      metrics: table(
        ['metric', 'unit', 'meaning'],
        Object.values(EMF_CATALOGUE).map(({ name, unit, meaning }) => [`\`${name}\``, unit, meaning]),
      ),
    }),
  'docs/schemas/events-replay.schema.json': () => formatJson(replayDocumentSchema()),
  'docs/schemas/restore.schema.json': () => formatJson(restoreDocumentSchema()),
  'docs/schemas/status.schema.json': () => formatJson(statusDocumentSchema()),
  'docs/schemas/surge-apply.schema.json': () => formatJson(appliedDocumentSchema()),
  'docs/schemas/surge-list.schema.json': () => formatJson(surgesDocumentSchema()),
};

/** Without anchors: what looks the same twice is said twice, as in any CRD. */
const formatYaml = (value: unknown): string =>
  `# Written by npm run docs.\n${stringify(value, { aliasDuplicateObjects: false, lineWidth: 110 })}`;

/** What stands between `<!-- generated: name -->` and `<!-- /generated -->` is written anew. */
const fillSections = (file: string, sections: Readonly<Record<string, string>>): string =>
  (readIfThere(fileURLToPath(new URL(file, ROOT))) ?? '').replace(
    /(<!-- generated: (\w+) -->\n)[^]*?(<!-- \/generated -->)/g,
    (_, begin: string, name: string, end: string) => `${begin}\n${sections[name] ?? ''}\n${end}`,
  );

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(header), `|${'---|'.repeat(header.length)}\n`, ...rows.map(row)].join('');

const settingsTable = (): string =>
  table(
    ['key', 'default', 'meaning'],
    CONTROLLER_SETTINGS.map(({ key, fallback, meaning }) => [
      `\`${key}\``,
      fallback === undefined ? '' : `\`${JSON.stringify(fallback)}\``,
      meaning,
    ]),
  );

const metricsTable = (): string =>
  table(
    ['metric', 'kind', 'labels', 'meaning'],
    Object.values(CATALOGUE).map(({ name, kind, labels, help }) => [
      `\`${name}\``,
      kind,
      labels.join(', '),
      help,
    ]),
  );

const COLUMNS = 110;

/** As the formatter of this repository lays JSON out: a list of plain values is one line where that fits. */
function formatJson(value: unknown): string {
  const spread = JSON.stringify(value, undefined, 2);
  const folded = spread.replace(
    /^(.*)\[\n\s+([^[\]{}]*?)\n\s+\](,?)/gm,
    (whole, head: string, items: string, end: string) => {
      const line = `${head}[${items.replace(/,\n\s+/g, ', ')}]${end}`;
      return line.length > COLUMNS ? whole : line;
    },
  );
  return `${folded}\n`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const checking = process.argv.includes('--check');
for (const [name, generate] of Object.entries(GENERATED)) {
  const path = fileURLToPath(new URL(name, ROOT));
  const text = generate();
  if (readIfThere(path) === text) continue;
  if (checking) {
    console.error(`${name} is stale: run npm run docs`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${name}`);
  }
}
