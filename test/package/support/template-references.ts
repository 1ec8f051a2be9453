/** What a resource refers to must be there: resources, their attributes, conditions. Functions that it does not know are refused. */
import { specificationOf } from './specification.ts';
import type { Resource, Template } from './template.ts';
import { isFunction, isObject } from './template-values.ts';

const PSEUDO = ['AccountId', 'NoValue', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'];

export function problemsOfReferences(resource: Resource, template: Template): readonly string[] {
  const awaited = [resource.DependsOn ?? []].flat();
  return [
    ...awaited.flatMap((name) => problemsOfRef(name, template)),
    ...problemsOfCalls(resource.Properties, template),
  ];
}

export const problemsOfCalls = (value: unknown, template: Template): readonly string[] =>
  callsIn(value).flatMap(([name, args]) => problemsOfCall(name, args, template));

/** All functions, with those inside of their arguments. */
function callsIn(value: unknown): readonly (readonly [string, unknown])[] {
  const within = Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(callsIn) : [];
  return isFunction(value) ? [...Object.entries(value), ...within] : within;
}

function problemsOfCall(name: string, value: unknown, template: Template): readonly string[] {
  const args = Array.isArray(value) ? value : [value];
  switch (name) {
    case 'Ref':
      return problemsOfRef(String(value), template);
    case 'Fn::GetAtt':
      return problemsOfAttribute(args.join('.'), template);
    case 'Fn::Sub':
      return [...String(args[0]).matchAll(/\$\{([^}!]+)\}/g)].flatMap(([, place = '']) =>
        place.includes('.') ? problemsOfAttribute(place, template) : problemsOfRef(place, template),
      );
    case 'Fn::If':
      return template.Conditions?.[String(args[0])] === undefined ? [`no condition ${String(args[0])}`] : [];
    case 'Fn::Join':
      return [];
    default:
      return [`the function ${name} is not known here`];
  }
}

const problemsOfRef = (name: string, { Resources }: Template): readonly string[] =>
  Resources[name] === undefined && !PSEUDO.includes(name.replace(/^AWS::/, ''))
    ? [`no resource ${name}`]
    : [];

function problemsOfAttribute(place: string, { Resources }: Template) {
  const [name = '', ...attribute] = place.split('.');
  const type = Resources[name]?.Type;
  if (type === undefined) return [`no resource ${name}`];
  return specificationOf(type)?.attributes[attribute.join('.')] === undefined
    ? [`${type} has no attribute ${attribute.join('.')}`]
    : [];
}
