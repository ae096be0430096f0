import type { Evidence } from '../../model/fact.ts';
import { placeOf, short } from '../evidence.ts';
import { cut, shown } from '../text/width.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 196;
const HEIGHT = 62;
const COLUMN_GAP = 36;
const ROW_GAP = 12;
/** Characters that fit into a box. */
const NAME_CHARACTERS = 27;
const VALUE_CHARACTERS = 19;
const PLACE_CHARACTERS = 25;
/** A derivation with more boxes or columns than this is a list only. */
const MOST_BOXES = 24;
const MOST_COLUMNS = 5;

interface Box {
  readonly fact: Evidence;
  readonly column: number;
  /** Row of its middle; halves lie between two inputs. */
  readonly row: number;
  readonly inputs: readonly Box[];
}

/** How a fact was calculated, as a tree from its inputs on the left to the result on the right; undefined where there is nothing to calculate. */
export function calculation(fact: Evidence): Markup | undefined {
  const depth = depthOf(fact);
  if (depth === 0 || depth >= MOST_COLUMNS || sizeOf(fact) > MOST_BOXES) return undefined;
  const rows = { next: 0 };
  const root = placed(fact, depth, rows);
  const width = (depth + 1) * WIDTH + depth * COLUMN_GAP + 2;
  const height = rows.next * (HEIGHT + ROW_GAP) - ROW_GAP + 2;
  return html`<figure class="calculation"><div class="scroll" tabindex="0" role="group" aria-label="Picture of how ${shown(fact.name)} is calculated">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${shown(fact.name)} is calculated from ${leavesOf(fact).join(', ')}">
${edges(root)}${boxes(root, true)}</svg></div></figure>
`;
}

function placed(fact: Evidence, column: number, rows: { next: number }): Box {
  const inputs = inputsOf(fact).map((input) => placed(input, column - 1, rows));
  const [first, last] = [inputs[0], inputs.at(-1)];
  const row = first === undefined || last === undefined ? rows.next++ : (first.row + last.row) / 2;
  return { fact, column, row, inputs };
}

function edges(box: Box): readonly Markup[] {
  return box.inputs.flatMap((input) => {
    const [x1, y1] = [left(input) + WIDTH, top(input) + HEIGHT / 2];
    const [x2, y2] = [left(box), top(box) + HEIGHT / 2];
    const middle = x2 - COLUMN_GAP / 2;
    return [html`<path class="edge" d="M${x1} ${y1} H${middle - 8} C${middle + 4} ${y1} ${middle - 4} ${y2} ${middle + 8} ${y2} H${x2}"/>`, ...edges(input)];
  });
}

function boxes(box: Box, isResult: boolean): readonly Markup[] {
  const { fact } = box;
  const [x, y] = [left(box), top(box)];
  const value = fact.state === 'known' ? short(fact.value) : fact.state === 'absent' ? 'not set' : 'unknown';
  const place = placeOf(fact) || (box.inputs.length > 0 ? 'calculated' : '');
  return [
    ...box.inputs.flatMap((input) => boxes(input, false)),
    html`<g class="box ${isResult ? 'result' : kindOf(fact)}"><title>${fact.name} = ${value} ${place}</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="6"/>
<text class="box-name" x="${x + 10}" y="${y + 17}">${cut(shown(fact.name), NAME_CHARACTERS)}</text>
<text class="box-value" x="${x + 10}" y="${y + 37}">${cut(value, VALUE_CHARACTERS)}</text>
<text class="box-place" x="${x + 10}" y="${y + 53}">${tail(shown(place))}</text></g>
`,
  ];
}

/** The end of a path says more than its beginning. */
function tail(place: string): string {
  return place.length <= PLACE_CHARACTERS ? place : `…${place.slice(1 - PLACE_CHARACTERS)}`;
}

function kindOf(fact: Evidence): string {
  return fact.state === 'absent' ? 'absent' : fact.provenance.kind;
}

function left({ column }: Box): number {
  return 1 + column * (WIDTH + COLUMN_GAP);
}

function top({ row }: Box): number {
  return 1 + row * (HEIGHT + ROW_GAP);
}

function inputsOf(fact: Evidence): readonly Evidence[] {
  return fact.state !== 'absent' && fact.provenance.kind === 'derived' ? fact.provenance.from : [];
}

/** How many steps of calculation lie below a fact, counted no further than needed. */
function depthOf(fact: Evidence, level = 0): number {
  if (level > MOST_COLUMNS) return 0;
  return Math.max(0, ...inputsOf(fact).map((input) => 1 + depthOf(input, level + 1)));
}

function sizeOf(fact: Evidence, level = 0): number {
  if (level > MOST_COLUMNS) return 0;
  let size = 1;
  for (const input of inputsOf(fact)) size += sizeOf(input, level + 1);
  return size;
}

function leavesOf(fact: Evidence): readonly string[] {
  const inputs = inputsOf(fact);
  if (inputs.length > 0) return inputs.flatMap(leavesOf);
  return [`${fact.name} ${fact.state === 'known' ? short(fact.value) : fact.state === 'absent' ? 'not set' : 'unknown'}`];
}
