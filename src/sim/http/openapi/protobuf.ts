/** Messages in the wire format of Protocol Buffers, as far as texts and messages in messages go. */

export interface Message {
  /** By the number of the field; a list is a field that comes again. */
  readonly [field: number]: string | Message | readonly Message[];
}

const LENGTH_DELIMITED = 2;

export function encodeMessage(message: Message): Uint8Array {
  const parts = Object.entries(message).flatMap(([field, value]) => {
    const values = Array.isArray(value) ? (value as readonly Message[]) : [value as string | Message];
    return values.map((one) => encodeField(Number(field), one));
  });
  return Buffer.concat(parts);
}

function encodeField(field: number, value: string | Message): Uint8Array {
  const content = typeof value === 'string' ? Buffer.from(value) : encodeMessage(value);
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(content.length), content]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return Uint8Array.from([...bytes, left]);
}
