/** Writes results and refusals in the protocol of a service. */
import type { Protocol, Service } from './wire-call.ts';
import type { WireError } from './wire-error.ts';
import { writeXml } from './xml.ts';

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param json the caller would rather have JSON, which STS gives when it is asked to */
export function writeResult(service: Service, action: string, result: object, json: boolean): WireAnswer {
  if (service.protocol === 'json') return ofJson(200, result, '1.1');
  if (service.protocol === 'rest-json') return ofJson(200, result);
  const answer = `${action}Response`;
  if (service.protocol === 'ec2')
    return ofXml(200, writeXml(answer, { requestId, ...result }, 'item', xmlns(service)));
  const content = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  if (json) return ofJson(200, { [answer]: content });
  return ofXml(200, writeXml(answer, content, 'member', xmlns(service)));
}

export function writeRefusal(protocol: Protocol, namespace: string, error: WireError): WireAnswer {
  const { code, message, status } = error;
  switch (protocol) {
    case 'json':
      return ofJson(status, { __type: code, message }, '1.1');
    case 'rest-json': {
      const { headers, body } = ofJson(status, { message });
      return { status, headers: { ...headers, 'x-amzn-errortype': code }, body };
    }
    case 'ec2': {
      const content = { Errors: [{ Code: code, Message: message }], RequestID: requestId };
      return ofXml(status, writeXml('Response', content, 'Error'));
    }
    case 'query': {
      const Type = status < 500 ? 'Sender' : 'Receiver';
      const content = { Error: { Type, Code: code, Message: message }, RequestId: requestId };
      return ofXml(status, writeXml('ErrorResponse', content, 'member', xmlns({ namespace })));
    }
  }
}

const requestId = 'd0f1c2b3-0000-4000-8000-000000000000';

const xmlns = ({ namespace }: { readonly namespace: string }): string => ` xmlns="${namespace}"`;

const ofXml = (status: number, text: string): WireAnswer => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
});

const ofJson = (status: number, value: object, version?: '1.1'): WireAnswer => ({
  status,
  headers: {
    'content-type': version === undefined ? 'application/json' : `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  },
  body: JSON.stringify(value),
});
