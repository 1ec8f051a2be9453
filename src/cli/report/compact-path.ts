/** SVG path data in relative steps of a tenth of a unit: a third of the size of absolute coordinates. */

export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  text(): string;
}

/** Takes what a d3-shape generator draws (its `context`); every step starts from the rounded pen, so nothing drifts. */
export function openPath(): PathSink {
  let text = '';
  let x = 0;
  let y = 0;
  const step = (toX: number, toY: number) => {
    const by = { x: toTenths(toX) - x, y: toTenths(toY) - y };
    x += by.x;
    y += by.y;
    return by;
  };
  return {
    moveTo(toX, toY) {
      step(toX, toY);
      text += `M${number(x)}${separated(y)}`;
    },
    lineTo(toX, toY) {
      const by = step(toX, toY);
      if (by.x === 0 && by.y === 0) return;
      if (by.y === 0) text += `h${number(by.x)}`;
      else if (by.x === 0) text += `v${number(by.y)}`;
      else text += `l${number(by.x)}${separated(by.y)}`;
    },
    closePath() {
      text += 'z';
    },
    text: () => text,
  };
}

const toTenths = (value: number): number => Math.round(value * 10);

const number = (tenths: number): string => String(tenths / 10).replace(/^(-?)0\./, '$1.');

/** A minus sign separates numbers by itself. */
const separated = (tenths: number): string => (tenths < 0 ? number(tenths) : ` ${number(tenths)}`);
