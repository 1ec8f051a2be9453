/** Go on this machine: whether it is new enough, and running it so that the pins decide and nothing else does. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The linker's flags are added per module: they carry its version. */
export const BUILD_FLAGS: readonly string[] = ['-mod=readonly', '-trimpath', '-buildvcs=false'];

/** No workspace, no other toolchain, no flags of the user: what is built follows from the repository alone. */
const ENVIRONMENT = { CGO_ENABLED: '0', GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '' };

const TAIL = 20;

/** Runs go in a folder and gives its standard output; `onLine` hears its standard error line by line. */
export async function runGo(
  folder: string,
  args: readonly string[],
  onLine: (line: string) => void = () => {},
): Promise<string> {
  const child = spawn('go', args, {
    cwd: folder,
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const errors: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  createInterface({ input: child.stderr }).on('line', (line) => {
    errors.push(line);
    onLine(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return String(Buffer.concat(out));
  throw new Error([`go ${args.join(' ')}: exit code ${code}`, ...errors.slice(-TAIL)].join('\n'));
}

/** The highest `go` line of the go.mod files. */
export function requiredGo(goMods: readonly string[]): string {
  const versions = goMods.flatMap((text) => /^go (\d+\.\d+(?:\.\d+)?)$/m.exec(text)?.[1] ?? []);
  return versions.toSorted(compareVersions).at(-1) ?? '1.26';
}

/** @returns undefined when this Go will do, else what is wrong */
export function judgeGo(found: string | undefined, required: string): string | undefined {
  const wanted = `expected Go ${required} or newer on the PATH (https://go.dev/dl)`;
  if (found === undefined) return `${wanted}, found none`;
  const version = /^go(\d+\.\d+(?:\.\d+)?)/.exec(found)?.[1];
  if (version !== undefined && compareVersions(version, required) >= 0) return undefined;
  return `${wanted}, found ${found}`;
}

/** What `go env GOVERSION` says; undefined when there is no Go. */
export async function findGo(folder: string): Promise<string | undefined> {
  try {
    return (await runGo(folder, ['env', 'GOVERSION'])).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const differences = [0, 1, 2].map((index) => (left?.[index] ?? 0) - (right?.[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
