/**
 * Which types the cluster serves. A type that is missing is an answer, not a fault: KEDA, Argo Rollouts and node
 * buffers are there or not, and may come or go while we run, so what was found is looked at again from time to time.
 */
import { type Instant, minutes, plus } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { NotFound } from '../../ports/faults.ts';
import { groupPath, type ResourceType, splitApiVersion } from './resource-type.ts';
import type { Transport } from './transport.ts';

export interface DiscoveryDeps {
  readonly transport: Pick<Transport, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** An entry of the server's APIResourceList; subresources are entries of their own, named `plural/subresource`. */
interface ServedResource {
  readonly name: string;
  readonly kind: string;
}

interface Finding {
  readonly resources: readonly ServedResource[];
  readonly until: Instant;
}

/** A type that is there rarely goes; one that is missing is usually being installed. */
const FOUND_FOR = minutes(10);
const MISSING_FOR = minutes(1);

export class Discovery {
  readonly #deps: DiscoveryDeps;
  readonly #findings = new Map<string, Finding>();
  readonly #lookups = new Map<string, Promise<readonly ServedResource[]>>();

  constructor(deps: DiscoveryDeps) {
    this.#deps = deps;
  }

  /** Throws a Fault when nothing is known yet and the server cannot be asked. */
  async serves(type: ResourceType): Promise<boolean> {
    const resources = await this.#resourcesOf(groupPath(type));
    return resources.some(({ name }) => name === type.plural);
  }

  /** The type behind a reference like `scaleTargetRef`; undefined when the cluster has none or it cannot be scaled. */
  async findScalable(apiVersion: string, kind: string): Promise<ResourceType | undefined> {
    const [group, version] = splitApiVersion(apiVersion);
    const resources = await this.#resourcesOf(groupPath({ group, version }));
    const names = new Set(resources.map(({ name }) => name));
    const found = resources.find(({ name, kind: served }) => served === kind && names.has(`${name}/scale`));
    return found === undefined ? undefined : { group, version, kind, plural: found.name };
  }

  async #resourcesOf(path: string): Promise<readonly ServedResource[]> {
    const known = this.#findings.get(path);
    if (known !== undefined && this.#deps.clock.now() < known.until) return known.resources;
    try {
      return await this.#lookUpOnce(path);
    } catch (error) {
      // What was there a while ago is a better answer than none.
      if (known === undefined) throw error;
      return known.resources;
    }
  }

  #lookUpOnce(path: string): Promise<readonly ServedResource[]> {
    const running = this.#lookups.get(path);
    if (running !== undefined) return running;
    const lookup = this.#lookUp(path).finally(() => this.#lookups.delete(path));
    this.#lookups.set(path, lookup);
    return lookup;
  }

  async #lookUp(path: string): Promise<readonly ServedResource[]> {
    const resources = await this.#ask(path);
    const lasts = resources.length === 0 ? MISSING_FOR : FOUND_FOR;
    this.#findings.set(path, { resources, until: plus(this.#deps.clock.now(), lasts) });
    return resources;
  }

  async #ask(path: string): Promise<readonly ServedResource[]> {
    try {
      const answer = await this.#deps.transport.send<{ resources?: readonly ServedResource[] }>({
        method: 'GET',
        path,
      });
      return answer.resources ?? [];
    } catch (error) {
      if (error instanceof NotFound) return [];
      throw error;
    }
  }
}
