/** What `forescale dev` says when its cluster is up: where it is, what to type next, and what is going to happen. */
import { between, formatInstant, type Instant, toSeconds } from '../core/model/time.ts';
import type { Scenario } from '../sim/scenario.ts';

export interface ToldDevCluster {
  readonly scenario: Scenario;
  readonly speed: number;
  readonly begun: Instant;
  readonly url: string;
  readonly kubeconfig: string;
}

export function describeDevCluster({ scenario, speed, begun, url, kubeconfig }: ToldDevCluster): string {
  const pace = speed === 1 ? 'in real time' : `${speed} times as fast as the clock`;
  const lines = [
    `The embedded cluster is up at ${url}, ${pace}: ${scenario.name}.`,
    '',
    `  export KUBECONFIG=${quoted(kubeconfig)}`,
    '  kubectl get hpa,deployments,pods,nodes',
    '  kubectl get pods --watch',
    ...eventLines({ scenario, speed, begun }),
    '',
    'Ctrl-C ends it and removes the kubeconfig.',
  ];
  return `${lines.join('\n')}\n`;
}

function eventLines({
  scenario,
  speed,
  begun,
}: Pick<ToldDevCluster, 'scenario' | 'speed' | 'begun'>): readonly string[] {
  const coming = scenario.events.find(({ at }) => at >= begun);
  if (coming === undefined) return [];
  const wait = Math.round(toSeconds(between(begun, coming.at)) / speed);
  const at = formatInstant(coming.at).replace(/\.\d+Z$/, 'Z');
  return [
    '',
    `The event "${coming.name}" comes at ${at}, in ${wait} s. Nobody has told Forescale of it yet.`,
  ];
}

/** For a shell. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
