/** Launch templates and their versions: which instance type an Auto Scaling group launches. */
import { WireError } from '../wire-error.ts';

export interface LaunchTemplate {
  readonly id: string;
  readonly name: string;
  readonly defaultVersion: number;
  /** Of version 1, 2, ...; undefined = the version leaves the type to the group. */
  readonly instanceTypes: readonly (string | undefined)[];
}

export interface VersionWish {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly LaunchTemplateVersion?: readonly string[] | undefined;
}

/** The versions that are asked for, all when none are. Throws as EC2 does for what is not there. */
export function versionsOf(all: readonly LaunchTemplate[], wish: VersionWish): readonly object[] {
  const template = find(all, wish);
  const numbers = wish.LaunchTemplateVersion?.map((text) => numberOf(template, text));
  const every = template.instanceTypes.map((_, index) => index + 1).toReversed();
  return (numbers ?? every).map((number) => shape(template, number));
}

function find(
  all: readonly LaunchTemplate[],
  { LaunchTemplateId: id, LaunchTemplateName: name }: VersionWish,
) {
  const found = all.find((template) => (id === undefined ? template.name === name : template.id === id));
  if (found !== undefined) return found;
  if (id !== undefined)
    throw new WireError(
      'InvalidLaunchTemplateId.NotFound',
      `The specified launch template, with template ID ${id}, does not exist.`,
    );
  throw new WireError(
    'InvalidLaunchTemplateName.NotFoundException',
    `The specified launch template, with template name ${name ?? ''}, does not exist.`,
  );
}

function numberOf({ id, instanceTypes, defaultVersion }: LaunchTemplate, version: string): number {
  if (version === '$Latest') return instanceTypes.length;
  if (version === '$Default') return defaultVersion;
  const number = Number(version);
  if (Number.isInteger(number) && number >= 1 && number <= instanceTypes.length) return number;
  throw new WireError(
    'InvalidLaunchTemplateId.VersionNotFound',
    `Could not find the specified version ${version} for the launch template with ID ${id}.`,
  );
}

const shape = ({ id, name, defaultVersion, instanceTypes }: LaunchTemplate, number: number): object => ({
  launchTemplateId: id,
  launchTemplateName: name,
  versionNumber: number,
  defaultVersion: number === defaultVersion,
  launchTemplateData: { instanceType: instanceTypes[number - 1], imageId: 'ami-00000000000000001' },
});
