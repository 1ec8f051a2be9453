/** How far a replay is: one line, drawn over, on a terminal; nothing where nobody watches. */
import type { Terminal } from '../../ports/terminal.ts';
import type { ReplayRow } from './replay-document.ts';

export interface ReplayProgress {
  show(rows: readonly ReplayRow[]): void;
  /** Leaves no trace: the result says it all. */
  clear(): void;
}

const CLEAR = '\r\u001b[2K';

export function replayProgress(terminal: Pick<Terminal, 'tell' | 'screen'>): ReplayProgress {
  let isDrawn = false;
  return {
    show(rows) {
      const screen = terminal.screen();
      if (screen === undefined) return;
      const stays = rows.filter(({ outcome }) => outcome === 'kept' || outcome === 'failed').length;
      const line = `${rows.length} looked at, ${stays} not sent`;
      terminal.tell(`${CLEAR}${line.slice(0, Math.max(0, screen.columns - 1))}`);
      isDrawn = true;
    },
    clear() {
      if (isDrawn) terminal.tell(CLEAR);
      isDrawn = false;
    },
  };
}
