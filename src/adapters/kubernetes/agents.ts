/**
 * Connections that are kept and used again, one set for each TLS identity: when certificates rotate, what is under way
 * ends on the old connections and everything new gets new ones. Watches have a pool of their own, or a few of them
 * would leave no socket for requests.
 */
import http from 'node:http';
import https from 'node:https';
import { type Millis, seconds } from '../../core/model/time.ts';
import type { Access, TlsMaterial } from './credentials.ts';

export type Pool = 'requests' | 'streams';

/** Also the time after which a peer that fell silent is probed; load balancers forget a connection after a minute or more. */
const PROBE_AFTER: Millis = seconds(30);

export class Agents {
  readonly #secure: boolean;
  readonly #maxSockets: number;
  readonly #retired = new Set<http.Agent>();
  #tls: TlsMaterial | undefined;
  #pools: Readonly<Record<Pool, http.Agent>> | undefined;

  constructor(secure: boolean, maxSockets: number) {
    this.#secure = secure;
    this.#maxSockets = maxSockets;
  }

  agentFor(access: Access, pool: Pool): http.Agent {
    if (access.agent !== undefined) return access.agent;
    if (this.#pools === undefined || this.#tls !== access.tls) {
      this.#retire();
      this.#tls = access.tls;
      this.#pools = { requests: this.#make(access.tls), streams: this.#make(access.tls) };
    }
    return this.#pools[pool];
  }

  destroy(): void {
    this.#retire();
    for (const agent of this.#retired) agent.destroy();
  }

  #make(tls: TlsMaterial): http.Agent {
    const options = { keepAlive: true, keepAliveMsecs: PROBE_AFTER, maxSockets: this.#maxSockets };
    const agent = this.#secure ? new https.Agent({ ...options, ...tls }) : new http.Agent(options);
    // All its connections are alike. Node would write certificates and keys into a name for every request.
    agent.getName = () => 'api';
    return agent;
  }

  #retire(): void {
    for (const agent of this.#retired) if (isIdle(agent)) this.#retired.delete(agent);
    for (const agent of Object.values(this.#pools ?? {})) {
      agent.maxFreeSockets = 0;
      for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
      this.#retired.add(agent);
    }
    this.#pools = undefined;
  }
}

const isIdle = (agent: http.Agent): boolean =>
  Object.keys(agent.sockets).length === 0 && Object.keys(agent.requests).length === 0;
