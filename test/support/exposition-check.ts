/** What `promtool check metrics` objects to, and the text format itself. */

export interface Family {
  readonly name: string;
  readonly kind: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?/g;

/** Throws on a line that is none of the format. */
export function readExposition(text: string): readonly Family[] {
  const families: (Family & { samples: Sample[] })[] = [];
  const helps = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, mark, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    if (mark === 'HELP') helps.set(name, rest);
    else if (mark === 'TYPE') families.push({ name, kind: rest, help: helps.get(name) ?? '', samples: [] });
    else families.at(-1)?.samples.push(readSample(line));
  }
  return families;
}

function readSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (!/^(NaN|[+-]Inf|[-+.\de]+)$/i.test(value))
    throw new Error(`expected a number, got ${JSON.stringify(line)}`);
  if (name === '') throw new Error(`expected a sample, got ${JSON.stringify(line)}`);
  const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value.replace('+Inf', 'Infinity')) };
}

const WRONG_UNITS = /_(milliseconds|ms|millis|minutes|hours|days|percent|kilobytes|megabytes|bits)(_|$)/;
const KIND_IN_NAME = /_(counter|gauge|histogram|summary)(_|$)/;
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

export function complaintsAbout(families: readonly Family[]): readonly string[] {
  const names = families.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...twice.map((name) => `${name}: there twice`), ...families.flatMap(complainAbout)];
}

function complainAbout({ name, kind, help, samples }: Family): readonly string[] {
  const wrong: readonly (readonly [boolean, string])[] = [
    [help === '', 'no help'],
    [!/^[a-z][a-z0-9_]*$/.test(name), 'not in snake case'],
    [(kind === 'counter') !== name.endsWith('_total'), `_total is for counters, this is a ${kind}`],
    [/_(count|sum|bucket)$/.test(name), 'ends like a part of a histogram'],
    [WRONG_UNITS.test(name), 'not in a base unit'],
    [KIND_IN_NAME.test(name), 'names its kind'],
    [kind === 'histogram' && !/_(seconds|bytes)$/.test(name), 'a histogram without its unit'],
    [samples.some((sample) => !belongs(sample, name, kind)), 'has a sample of another name'],
    [
      samples.some(({ labels }) => Object.keys(labels).some((label) => /[A-Z]/.test(label))),
      'camel-case label',
    ],
    [
      new Set(samples.map((sample) => JSON.stringify([sample.name, sample.labels]))).size < samples.length,
      'a series twice',
    ],
  ];
  return wrong.filter(([holds]) => holds).map(([, what]) => `${name}: ${what}`);
}

const belongs = (sample: Sample, name: string, kind: string): boolean =>
  (SUFFIXES[kind] ?? ['']).some((suffix) => sample.name === name + suffix);
