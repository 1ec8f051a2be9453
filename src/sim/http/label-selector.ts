/** Label selectors as queries carry them: `app=web,tier!=cache,env in (a,b),!legacy`. */
import { badRequest } from './refusals.ts';

type Labels = Readonly<Record<string, string>>;
export type Matches<T> = (value: T) => boolean;

const NAME = String.raw`[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?`;
const VALUE = String.raw`([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?`;
const EQUALITY = new RegExp(`^(?<key>${NAME})\\s*(?<sign>==|=|!=)\\s*(?<value>${VALUE})$`);
const MEMBERSHIP = new RegExp(`^(?<key>${NAME})\\s+(?<sign>in|notin)\\s*\\((?<values>[^()]*)\\)$`);
const PRESENCE = new RegExp(`^(?<sign>!?)\\s*(?<key>${NAME})$`);

/** Throws 400 for what is none. */
export function parseLabelSelector(text: string): Matches<Labels> {
  const requirements = splitTop(text).map((part) => parseRequirement(part.trim(), text));
  return (labels) => requirements.every((matches) => matches(labels));
}

function parseRequirement(part: string, whole: string): Matches<Labels> {
  const equality = EQUALITY.exec(part)?.groups;
  if (equality !== undefined) {
    const { key = '', sign, value = '' } = equality;
    return sign === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const membership = MEMBERSHIP.exec(part)?.groups;
  if (membership !== undefined) {
    const { key = '', sign, values = '' } = membership;
    const set = new Set(values.split(',').map((value) => value.trim()));
    const isIn = (labels: Labels): boolean => set.has(labels[key] ?? '\0');
    return sign === 'in' ? isIn : (labels) => !isIn(labels);
  }
  const presence = PRESENCE.exec(part)?.groups;
  if (presence === undefined)
    throw badRequest(
      `unable to parse requirement: found '${part}' in label selector '${whole}', expected key=value, key!=value, key in (a,b), key notin (a,b), key or !key`,
    );
  const { key = '', sign } = presence;
  return sign === '!' ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined;
}

/** At commas outside of parentheses. */
const splitTop = (text: string): readonly string[] => (text.trim() === '' ? [] : text.split(/,(?![^(]*\))/));
