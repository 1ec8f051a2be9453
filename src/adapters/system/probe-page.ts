/** A probe as a page: 200 when every check is well, else 503; a line for each, as Kubernetes' own servers show them. */
import { type Page, plain } from './http-server.ts';

/** Resolves to one sentence on what is wrong; undefined = all is well. A check that throws is not well. */
export type Check = () => Promise<string | undefined>;

export async function probePage(checks: Readonly<Record<string, Check>>): Promise<Page> {
  const results = await Promise.all(Object.entries(checks).map(([name, check]) => runCheck(name, check)));
  const isWell = results.every(({ complaint }) => complaint === undefined);
  const lines = results.map(({ name, complaint }) =>
    complaint === undefined ? `[+]${name} ok` : `[-]${name} failed: ${complaint}`,
  );
  return plain(isWell ? 200 : 503, `${lines.join('\n')}\n`);
}

async function runCheck(
  name: string,
  check: Check,
): Promise<{ name: string; complaint: string | undefined }> {
  try {
    return { name, complaint: await check() };
  } catch (error) {
    return { name, complaint: error instanceof Error ? error.message : String(error) };
  }
}
