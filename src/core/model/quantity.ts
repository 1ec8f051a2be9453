/** Kubernetes resource quantities: `500m`, `3920m`, `2`, `1.5`, `256Mi`, `1e3`. */

const SUFFIX: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** The quantity in its base unit (cores, bytes); undefined when the text is not a quantity. */
export function parseQuantity(text: string): number | undefined {
  const parts = QUANTITY.exec(text);
  if (parts === null) return undefined;
  const [, digits, exponent, suffix] = parts;
  if (exponent !== undefined) return Number(`${digits}${exponent}`);
  return Number(digits) * (SUFFIX[suffix ?? ''] ?? 1);
}
