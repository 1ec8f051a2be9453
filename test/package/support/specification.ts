/** What CloudFormation says of its resources. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const database = loadAwsServiceSpecSync();

/** Undefined when there is no such type. */
export const specificationOf = (type: string) =>
  database.lookup('resource', 'cloudFormationType', 'equals', type)[0];

type Specification = NonNullable<ReturnType<typeof specificationOf>>;
export type Properties = Specification['properties'];
export type PropertyType = Properties[string]['type'];

/** Of a type that others refer to. */
export const propertiesOf = (type: Extract<PropertyType, { readonly type: 'ref' }>): Properties =>
  database.get('typeDefinition', type.reference).properties;
