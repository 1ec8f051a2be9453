/** Writes plain values as the XML that the SDK reads: lists by items of one name, what is undefined not at all. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** @param item the name of a list's items: `member`, or `item` for EC2 */
export function writeXml(name: string, value: unknown, item: string, attributes = ''): string {
  if (value === undefined) return '';
  return `<${name}${attributes}>${inside(value, item)}</${name}>`;
}

function inside(value: unknown, item: string): string {
  if (Array.isArray(value)) return value.map((one) => writeXml(item, one, item)).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, part]) => writeXml(key, part, item))
      .join('');
  return escape(String(value));
}
