import { cut, widthOf } from './width.ts';

/** A line of evidence; a place on the platform that it has no room for stands on a line of its own below. */
export function withPlaceBelow(line: string, width: number): readonly string[] {
  const start = line.lastIndexOf('  ');
  const [indent = ''] = /^ */.exec(line) ?? [];
  if (widthOf(line) <= width || start < indent.length || !line.slice(start).includes(' Railway: ')) return [line];
  return [line.slice(0, start), `${indent}${line.slice(start)}`];
}

/** What a value keeps at least where its place takes the rest of the line. */
const LEAST = 24;

/** A line of evidence cut to a width: of the value, so that the place in a file behind it stays whole. */
export function cutBeforePlace(line: string, width: number): string {
  const [place = ''] = /  \S+:\d+:\d+$/.exec(line) ?? [];
  const room = width - widthOf(place);
  if (widthOf(line) <= width || place === '' || room < LEAST) return cut(line, width);
  return `${cut(line.slice(0, -place.length), room)}${place}`;
}
