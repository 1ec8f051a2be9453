/** One live line per strategy, redrawn in place; nothing at all where nobody watches. */
import { between, type Instant } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Screen, Terminal } from '../ports/terminal.ts';
import type { ComparisonProgress } from '../sim/comparison.ts';
import { printable } from './wording.ts';

const REDRAW_MILLIS = 100;
const BAR_CELLS = 20;
/** Below this the bar gives its room to the words. */
const BAR_FROM_COLUMNS = 60;
const NAME_CELLS = 10;

export class ProgressLines {
  readonly #terminal: Pick<Terminal, 'tell' | 'screen'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #states = new Map<string, ComparisonProgress>();
  #drawnRows = 0;
  #drawnAt: Instant | undefined;
  #isStale = false;

  constructor(terminal: Pick<Terminal, 'tell' | 'screen'>, clock: Pick<Clock, 'now'>) {
    this.#terminal = terminal;
    this.#clock = clock;
  }

  show(progress: ComparisonProgress): void {
    const known = this.#states.get(progress.strategy);
    this.#states.set(progress.strategy, progress);
    this.#isStale = true;
    const isTurn = known === undefined || (progress.share >= 1 && known.share < 1);
    if (isTurn || this.#isDue()) this.#draw();
  }

  /** Leaves the last state readable, apart from what comes below. */
  close(): void {
    if (this.#isStale) this.#draw();
    if (this.#drawnRows > 0) this.#terminal.tell('\n');
  }

  #isDue(): boolean {
    return this.#drawnAt === undefined || between(this.#drawnAt, this.#clock.now()) >= REDRAW_MILLIS;
  }

  #draw(): void {
    this.#isStale = false;
    this.#drawnAt = this.#clock.now();
    const screen = this.#terminal.screen();
    if (screen === undefined) return;
    const rows = [...this.#states.values()].map((state) => `\r\u001b[2K${renderProgress(state, screen)}\n`);
    const up = this.#drawnRows === 0 ? '' : `\u001b[${this.#drawnRows}A`;
    this.#terminal.tell(up + rows.join(''));
    this.#drawnRows = rows.length;
  }
}

/** A line that never wraps, as a wrapped one could not be drawn over. */
export function renderProgress({ strategy, share, line }: ComparisonProgress, screen: Screen): string {
  const done = Math.min(1, Math.max(0, share));
  const name = strategy.padEnd(NAME_CELLS);
  const percent = `${Math.floor(done * 100)} %`.padStart(5);
  const filled = screen.columns < BAR_FROM_COLUMNS ? 0 : Math.floor(done * BAR_CELLS);
  const empty = screen.columns < BAR_FROM_COLUMNS ? 0 : BAR_CELLS - filled;
  const bar = filled + empty === 0 ? '' : `${'━'.repeat(filled)}${'─'.repeat(empty)} `;
  const text = `${name} ${bar}${percent}  ${printable(line)}`
    .slice(0, Math.max(0, screen.columns - 1))
    .trimEnd();
  if (!screen.hasColor || bar === '') return text;
  const start = name.length + 1;
  const end = start + filled;
  return `${text.slice(0, start)}\u001b[36m${text.slice(start, end)}\u001b[0m${text.slice(end)}`;
}
