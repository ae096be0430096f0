import { widthOf } from './width.ts';

/** A line of evidence; a place on the platform that it has no room for stands on a line of its own below. */
export function withPlaceBelow(line: string, width: number): readonly string[] {
  const start = line.lastIndexOf('  ');
  const [indent = ''] = /^ */.exec(line) ?? [];
  if (widthOf(line) <= width || start < indent.length || !line.slice(start).includes(' Railway: ')) return [line];
  return [line.slice(0, start), `${indent}${line.slice(start)}`];
}
