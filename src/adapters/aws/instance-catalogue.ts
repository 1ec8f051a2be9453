/** What nodes of a group will have for pods, asked of EC2: rarely, as neither the types of a group nor their sizes change often. */
import type { _InstanceType, EC2Client } from '@aws-sdk/client-ec2';
import type { Resources } from '../../core/model/room.ts';
import type { CredentialSource } from './aws-credentials.ts';
import type { TemplateChoice } from './group-state.ts';
import { leastOf, shapeOfType } from './instance-shape.ts';
import { ATTEMPTS, type CallLimit, callSdk } from './sdk-call.ts';

export interface CatalogueOptions extends CallLimit {
  readonly credentials: CredentialSource;
  /** Of EC2, unless it is where AWS has it. */
  readonly ec2Endpoint?: string | undefined;
}

/** The SDK of EC2 is large: it is loaded by the first question, and comes with the runtime of a function. */
export class InstanceCatalogue {
  readonly #options: CatalogueOptions;

  constructor(options: CatalogueOptions) {
    this.#options = options;
  }

  /** Of the types, or of those that the launch template names; undefined when nothing names any. */
  async leastShape(
    region: string,
    types: readonly string[],
    template: TemplateChoice | undefined,
  ): Promise<Resources | undefined> {
    const known = types.length > 0 || template === undefined ? types : await this.#typesOf(region, template);
    if (known.length === 0) return undefined;
    const answer = await this.#ask(
      `ec2 DescribeInstanceTypes of ${known.join(', ')}`,
      region,
      async (client, abortSignal) => {
        const { DescribeInstanceTypesCommand } = await import('@aws-sdk/client-ec2');
        const command = new DescribeInstanceTypesCommand({ InstanceTypes: known.filter(isType) });
        return client.send(command, { abortSignal });
      },
    );
    return leastOf((answer.InstanceTypes ?? []).map(shapeOfType));
  }

  async #typesOf(region: string, { id, name, version }: TemplateChoice): Promise<readonly string[]> {
    const what = `ec2 DescribeLaunchTemplateVersions of ${id ?? name}`;
    const answer = await this.#ask(what, region, async (client, abortSignal) => {
      const { DescribeLaunchTemplateVersionsCommand } = await import('@aws-sdk/client-ec2');
      const command = new DescribeLaunchTemplateVersionsCommand({
        ...(id === undefined ? { LaunchTemplateName: name } : { LaunchTemplateId: id }),
        Versions: [version],
      });
      return client.send(command, { abortSignal });
    });
    const types = answer.LaunchTemplateVersions?.map(
      ({ LaunchTemplateData }) => LaunchTemplateData?.InstanceType,
    );
    return types?.flatMap((type) => type ?? []) ?? [];
  }

  #ask<T>(
    what: string,
    region: string,
    send: (client: EC2Client, limit: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { credentials, ec2Endpoint } = this.#options;
    return callSdk(what, this.#options, async (limit) => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      const client = new EC2Client({
        ...ATTEMPTS,
        region,
        credentials: () => credentials.current(),
        ...(ec2Endpoint === undefined ? {} : { endpoint: ec2Endpoint }),
      });
      return send(client, limit).finally(() => client.destroy());
    });
  }
}

/** AWS has more types than any release of the SDK names. */
const isType = (type: string): type is _InstanceType => type !== '';
