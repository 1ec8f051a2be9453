const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in an element or a quoted attribute. */
export const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Data for a script element: nothing in it can end the element. */
export const escapeJson = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
