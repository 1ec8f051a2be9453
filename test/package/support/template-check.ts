/**
 * A template against what CloudFormation says of its resources: types, properties, their shapes, what is required, and that
 * Ref, Fn::GetAtt, Fn::Sub, Fn::If and DependsOn name what there is.
 */
import { specificationOf } from './specification.ts';
import type { Resource, Template } from './template.ts';
import { problemsOfCalls, problemsOfReferences } from './template-references.ts';
import { problemsOfProperties } from './template-values.ts';

export function problemsOfTemplate(template: Template): readonly string[] {
  const { Resources, Outputs = {} } = template;
  return [
    ...Object.entries(Resources).flatMap(([name, resource]) => [
      ...problemsOfResource(resource).map((problem) => `${name}${problem}`),
      ...problemsOfReferences(resource, template).map((problem) => `${name}: ${problem}`),
    ]),
    ...Object.entries(Outputs).flatMap(([name, output]) =>
      problemsOfCalls(output, template).map((problem) => `${name}: ${problem}`),
    ),
  ];
}

const ATTRIBUTES = ['Type', 'Properties', 'DependsOn', 'Condition', 'DeletionPolicy', 'UpdateReplacePolicy'];

function problemsOfResource(resource: Resource): readonly string[] {
  const specification = specificationOf(resource.Type);
  if (specification === undefined) return [`: there is no type ${resource.Type}`];
  const unknown = Object.keys(resource).filter((key) => !ATTRIBUTES.includes(key));
  return [
    ...unknown.map((key) => `: a resource has no ${key}`),
    ...problemsOfProperties(resource.Properties, specification.properties),
  ];
}
