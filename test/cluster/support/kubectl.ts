/** kubectl of the same version as the API server, under a kubeconfig. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Kubectl {
  /** Standard output. @throws Error with standard error when the exit code is not 0 */
  run(...args: readonly string[]): Promise<string>;
  /** `-o json`, decoded. */
  json<T>(...args: readonly string[]): Promise<T>;
  /** Applies objects, or YAML text, with more flags where wanted. */
  apply(manifests: string | object | readonly object[], ...flags: readonly string[]): Promise<string>;
}

export function aKubectl(assets: string, kubeconfig: string): Kubectl {
  const command = join(assets, 'kubectl');
  const run = (args: readonly string[], input = ''): Promise<string> => {
    const child = spawn(command, [`--kubeconfig=${kubeconfig}`, ...args], {
      // Nothing of the user's own: no preferences, no cache of what another server on this port served.
      env: { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: `${kubeconfig}.cache`, KUBERC: 'off' },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.end(input);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) resolve(String(Buffer.concat(out)));
        else reject(new Error(`kubectl ${args.join(' ')}: exit code ${code}\n${String(Buffer.concat(err))}`));
      });
    });
  };
  return {
    run: (...args) => run(args),
    json: async <T>(...args: readonly string[]) => JSON.parse(await run([...args, '-o', 'json'])) as T,
    apply: (manifests, ...flags) => run(['apply', '-f', '-', ...flags], asText(manifests)),
  };
}

function asText(manifests: string | object | readonly object[]): string {
  if (typeof manifests === 'string') return manifests;
  if (!Array.isArray(manifests)) return JSON.stringify(manifests);
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
}
