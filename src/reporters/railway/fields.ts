import type { Paint } from '../paint.ts';
import { widthOf } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';

/** A name and what is said of it, ready to be shown. */
export type Field = readonly [name: string, text: string];

interface Layout {
  readonly width: number;
  readonly paint: Paint;
  /** Blanks before each line. */
  readonly indent: number;
}

/** Two columns, the names as wide as they need up to three fifths of the line; what does not fit goes on below. A longer name has a line of its own. */
export function fieldLines(fields: readonly Field[], { width, paint, indent }: Layout): readonly string[] {
  const most = Math.floor((width - indent) * 0.6);
  const column = Math.max(0, ...fields.map(([name]) => widthOf(name)).filter((columns) => columns <= most));
  const start = ' '.repeat(indent);
  const below = ' '.repeat(indent + column + 2);
  return fields.flatMap(([name, text]) => {
    const [first = '', ...rest] = wrap(text, width - below.length);
    const isLong = widthOf(name) > column;
    const head = isLong ? wrap(name, width - indent).map((line) => start + paint.dim(line)) : [];
    const line = isLong ? `${below}${first}` : `${start}${paint.dim(name)}${' '.repeat(column - widthOf(name) + 2)}${first}`;
    return [...head, line.trimEnd(), ...rest.map((each) => below + each)];
  });
}
