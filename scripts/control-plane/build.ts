/** Builds the binaries of the pinned modules into a folder, and copies the definitions that come with them. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BUILD_FLAGS, runGo } from './go.ts';
import { moduleFolder, type PinnedModule } from './modules.ts';
import { startStage } from './progress.ts';

const downloadSchema = z.object({ Version: z.string(), Dir: z.string() });

/** The module's source is fetched and compared with go.sum before anything of it is used. */
export async function buildModule(pinned: PinnedModule, into: string): Promise<void> {
  const folder = moduleFolder(pinned);
  const answer: unknown = JSON.parse(await runGo(folder, ['mod', 'download', '-json', pinned.path]));
  const { Version: version, Dir: source } = downloadSchema.parse(answer);
  for (const [binary, packagePath] of Object.entries(pinned.binaries))
    await buildBinary(folder, `${binary} ${version}`, [
      ...BUILD_FLAGS,
      `-ldflags=${linkerFlags(pinned, version)}`,
      `-o=${join(into, binary)}`,
      packagePath,
    ]);
  if (pinned.crds.length > 0) copyDefinitions(pinned, version, source, into);
}

async function buildBinary(folder: string, title: string, args: readonly string[]): Promise<void> {
  const stage = startStage(title, 'packages');
  let verb = 'failed';
  try {
    // -v names each package as it is compiled, and each module as it is fetched.
    await runGo(folder, ['build', '-v', ...args], () => stage.step());
    verb = 'built';
  } finally {
    stage.done(verb);
  }
}

/** Kubernetes says v0.0.0-master when nobody tells it, and its parts judge their skew by what it says. */
function linkerFlags({ name }: PinnedModule, version: string): string {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  const stamp = { gitVersion: version, gitMajor: major, gitMinor: minor };
  const stamped = name === 'kubernetes' ? Object.entries(stamp) : [];
  return ['-s -w', ...stamped.map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`)].join(
    ' ',
  );
}

function copyDefinitions({ name, crds }: PinnedModule, version: string, source: string, into: string): void {
  const stage = startStage(`definitions, ${name} ${version}`, 'files');
  const target = join(into, 'crds', name);
  mkdirSync(target, { recursive: true });
  for (const folder of crds.map((path) => join(source, path)))
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.yaml'))) {
      copyFileSync(join(folder, file), join(target, file));
      stage.step();
    }
  stage.done('copied');
}
