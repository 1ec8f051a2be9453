/** A day without a controller: events come by a queue, ticks by the clock, and each is an invocation of a function. */
import { minutes, seconds } from '../../../../src/core/model/time.ts';
import { handleTick } from '../../../../src/main/functions/tick.ts';
import { NAMESPACE } from '../draw-targets.ts';
import { isOnlyMemory } from '../memory.ts';
import type { DayPlan, Deletion } from '../plan.ts';
import type { Cast, Stage } from '../stage.ts';
import { drawFunctions } from './draw-functions.ts';
import { alarmEnvelope, envelopeOf } from './envelopes.ts';
import { FunctionHost } from './function-host.ts';
import { ALARM, surgeNameOf } from './functions-day.ts';
import { handleMessages } from './handler.ts';
import { MessageQueue } from './message-queue.ts';

const TICK_TIME = seconds(58);
const EVENT_LIMITS = { time: seconds(25), timeout: seconds(30) };

export function startFunctions(day: DayPlan, stage: Stage): Cast {
  const { engine, random, ledger } = stage;
  const plan = drawFunctions(day);
  const host = new FunctionHost(stage, day, plan);
  const running: Promise<unknown>[] = [];
  for (const { at, timeout } of plan.ticks)
    engine.at(at, () => {
      const limits = { time: TICK_TIME, timeout };
      // Held on to, so that a defect ends the simulation instead of going unheard.
      running[0] = host.invoke('tick', limits, ({ world, until }) => handleTick(world, until));
      engine.stir();
    });
  const queue = new MessageQueue({
    engine,
    ledger,
    random: random.fork('queue'),
    plan: plan.queue,
    handOver: (messages) =>
      host.invoke('event', EVENT_LIMITS, (invocation) => handleMessages(messages, invocation)),
  });
  for (const change of plan.alarm.changes)
    engine.at(change.at, () => void queue.send(alarmEnvelope(change, ALARM)));
  for (const { at, body } of plan.garbage) engine.at(at, () => void queue.send(body));
  return new FunctionsCast(queue, host, plan.garbage, stage);
}

class FunctionsCast implements Cast {
  readonly watched = false;
  readonly #queue: MessageQueue;
  readonly #host: FunctionHost;
  readonly #stage: Stage;
  readonly #garbage: readonly { readonly body: string }[];
  readonly #sent = new Map<string, string[]>();

  constructor(
    queue: MessageQueue,
    host: FunctionHost,
    garbage: readonly { readonly body: string }[],
    stage: Stage,
  ) {
    [this.#queue, this.#host, this.#garbage, this.#stage] = [queue, host, garbage, stage];
  }

  get pending(): number {
    return this.#queue.size;
  }

  get news() {
    return this.#host.news;
  }

  get letters() {
    return {
      sent: this.#garbage.map(({ body }) => body),
      kept: this.#host.letters.map(({ body }) => body),
    };
  }

  readonly nameOf = surgeNameOf;

  deliver(delivery: Parameters<Cast['deliver']>[0]): void {
    const { eventId } = delivery.event;
    const id = this.#queue.send(envelopeOf(delivery));
    this.#sent.set(eventId, [...(this.#sent.get(eventId) ?? []), id]);
  }

  /** Somebody deletes what is stored of an event, once nothing of it is on its way any more. */
  delete(deletion: Deletion): void {
    const { engine } = this.#stage;
    if (this.#sent.get(deletion.eventId)?.some((id) => this.#queue.has(id)) === true)
      engine.after(minutes(1), () => this.delete(deletion));
    else deleteSurge(surgeNameOf(deletion.eventId), this.#stage);
  }
}

function deleteSurge(name: string, { api, ledger }: Stage): void {
  const surge = api.find('Surge', NAMESPACE, name);
  if (surge !== undefined && !isOnlyMemory(api, surge))
    ledger.as('ann', () => api.delete('Surge', NAMESPACE, name));
}
