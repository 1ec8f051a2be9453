/** `Filters.member.1.Name=x&...` as a tree: lists are lists, the leaves are texts. */
import type { Parameters } from './wire-call.ts';

interface Branch {
  [key: string]: Branch | string;
}

export function readForm(form: string): { readonly action: string; readonly parameters: Parameters } {
  const { Action: action = '', Version: _, ...pairs } = Object.fromEntries(new URLSearchParams(form));
  const root: Branch = {};
  for (const [path, text] of Object.entries(pairs)) plant(root, path.split('.'), text);
  return { action, parameters: settle(root) as Parameters };
}

function plant(root: Branch, path: readonly string[], text: string): void {
  let at = root;
  for (const step of path.slice(0, -1)) {
    const next = at[step];
    const branch = typeof next === 'object' ? next : {};
    at[step] = branch;
    at = branch;
  }
  at[path.at(-1) ?? ''] = text;
}

/** EC2 numbers the items of a list right away, the others below `member`. */
function settle(tree: Branch | string): unknown {
  if (typeof tree === 'string') return tree;
  const keys = Object.keys(tree);
  if (keys.length === 1 && typeof tree['member'] === 'object') return settle(tree['member']);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key)))
    return keys.toSorted((a, b) => Number(a) - Number(b)).map((key) => settle(tree[key] ?? ''));
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, settle(value)]));
}
