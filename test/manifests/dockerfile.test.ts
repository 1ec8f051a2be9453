import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROOT } from './support/manifest-files.ts';

const lines = readFileSync(`${ROOT}/Dockerfile`, 'utf8').split('\n');
const linesOf = (instruction: string) => lines.filter((line) => line.startsWith(`${instruction} `));

describe('Dockerfile', () => {
  test('pins every base by digest', () => {
    expect(linesOf('FROM')).toHaveLength(2);
    for (const line of linesOf('FROM')) expect(line).toMatch(/@sha256:[0-9a-f]{64}( AS [a-z]+)?$/);
  });

  test('ends as a user that is not root', () => {
    expect(linesOf('USER').at(-1)).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
  });

  test('copies what is there, and nothing that is kept from the builder', () => {
    const letIn = readFileSync(`${ROOT}/.dockerignore`, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = linesOf('COPY')
      .filter((line) => !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(copied.filter((path) => !existsSync(`${ROOT}/${path}`))).toEqual([]);
    expect(copied.filter((path) => !letIn.includes(path))).toEqual([]);
    expect(letIn.filter((path) => !copied.includes(path))).toEqual([]);
  });

  test('starts a file that is there', () => {
    const entry = linesOf('ENTRYPOINT')[0] ?? '';
    const [, file = ''] = JSON.parse(entry.slice('ENTRYPOINT '.length)) as string[];
    expect(existsSync(`${ROOT}/${file}`)).toBe(true);
  });
});
