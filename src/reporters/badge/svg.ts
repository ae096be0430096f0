import type { Grade } from '../../model/grade.ts';
import type { Subject } from '../format.ts';
import { LABEL, messageOf } from './badge.ts';

/** Colours on which white text has a contrast of at least 4.5 to 1. */
const COLOURS: Readonly<Record<Grade, string>> = { excellent: '#15803d', good: '#4d7c0f', fair: '#92600a', poor: '#b91c1c' };

/** Widths of Verdana's characters in hundredths of a pixel at 11 pixels, measured from the font's advance widths. */
const WIDTHS: Readonly<Record<string, number>> = {
  a: 661, b: 685, c: 573, d: 685, e: 655, f: 387, g: 685, h: 696, i: 302, j: 379, k: 651, l: 302, m: 1070, n: 696, o: 668, p: 685, q: 685, r: 469,
  s: 573, t: 433, u: 696, v: 651, w: 900, x: 651, y: 651, z: 578, ' ': 387,
};
const DIGIT = 699;
const MARGIN = 6;
const HEIGHT = 20;

/** A flat badge as SVG. `textLength` makes a reader without Verdana keep to the measured width. */
export function badgeSvgReport({ report: { score } }: Subject): string {
  const message = messageOf(score);
  const [left, right] = [widthOf(LABEL), widthOf(message)];
  const split = left + 2 * MARGIN;
  const width = split + right + 2 * MARGIN;
  const title = `${LABEL}: ${message}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}">
  <title>${title}</title>
  <clipPath id="corners"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>
  <g clip-path="url(#corners)">
    <rect width="${split}" height="${HEIGHT}" fill="#404448"/>
    <rect x="${split}" width="${width - split}" height="${HEIGHT}" fill="${COLOURS[score.grade]}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
    <text x="${MARGIN}" y="14" textLength="${left}">${LABEL}</text>
    <text x="${split + MARGIN}" y="14" textLength="${right}">${message}</text>
  </g>
</svg>
`;
}

/** Pixels that a text takes, rounded up. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDTHS[character] ?? DIGIT;
  return Math.ceil(width / 100);
}
