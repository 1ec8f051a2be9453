/** Reads the functions of CloudFormation in a template: Ref, GetAtt, Sub and Join, as far as buses and queues use them. */

/** What a resource is called once it is there. */
export interface Made {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Of a logical id; also of the pseudo parameters such as `AWS::Region`. */
export type Find = (id: string) => Promise<Made>;

/** The same value without any function. Throws for one that is not known here. */
export async function resolveValue(value: unknown, find: Find): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => resolveValue(one, find)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, operand] = entries[0] ?? [];
  if (entries.length === 1 && (name === 'Ref' || name?.startsWith('Fn::') === true))
    return FUNCTIONS[name]?.(operand, find) ?? unknown(name);
  const resolved = entries.map(async ([key, part]) => [key, await resolveValue(part, find)] as const);
  return Object.fromEntries(await Promise.all(resolved));
}

const FUNCTIONS: Readonly<Record<string, (operand: unknown, find: Find) => Promise<unknown>>> = {
  Ref: async (operand, find) => (await find(String(operand))).ref,
  'Fn::GetAtt': async (operand, find) => {
    const [id = '', attribute = ''] = Array.isArray(operand)
      ? operand.map(String)
      : String(operand).split('.');
    return attributeOf(await find(id), attribute);
  },
  'Fn::Join': async (operand, find) => {
    const [separator, parts] = operand as [string, readonly unknown[]];
    const texts = await Promise.all(parts.map((part) => resolveValue(part, find)));
    return texts.map(String).join(separator);
  },
  'Fn::Sub': async (operand, find) => {
    if (typeof operand !== 'string') return unknown('Fn::Sub with variables of its own');
    const parts = operand.split(/\$\{([^}]+)\}/).map(async (part, index) => {
      if (index % 2 === 0) return part;
      const [id = '', attribute] = part.split('.');
      const made = await find(id);
      return attribute === undefined ? made.ref : attributeOf(made, attribute);
    });
    return (await Promise.all(parts)).join('');
  },
};

function attributeOf({ ref, attributes }: Made, name: string): string {
  const value = attributes[name];
  if (value === undefined) throw new Error(`${ref} has no attribute ${name} here`);
  return value;
}

function unknown(name: string): never {
  throw new Error(`the template uses ${name}, which is not played here`);
}
