import type { DataComment } from '../documents/comments.ts';
import type { Range } from '../text/range.ts';

/** The comments at one field, a line each. */
export interface Remarks {
  readonly above: readonly string[];
  /** At the end of its last line. */
  readonly beside: readonly string[];
  readonly below: readonly string[];
}

/** The comments of a file, by what they stand at. */
interface PlacedRemarks {
  readonly ofFile: readonly string[];
  /** In the order of the fields. */
  readonly ofFields: readonly Remarks[];
}

/** Where things stand in a file: its fields in order, and the value that holds them where the format has one. */
interface Outline {
  readonly fields: readonly Range[];
  readonly body: Range | undefined;
}

export const NO_REMARKS: Remarks = { above: [], beside: [], below: [] };

/** Gives each comment to the field that a reader would say it is about. */
export function placeRemarks(text: string, comments: readonly DataComment[], outline: Outline): PlacedRemarks {
  const ofFile: string[] = [];
  const ofFields = outline.fields.map(() => ({ above: [] as string[], beside: [] as string[], below: [] as string[] }));
  for (const comment of comments) {
    const { index, side } = placeOf(text, comment.range, outline);
    const field = ofFields[index];
    if (field === undefined || side === undefined) ofFile.push(...comment.lines);
    else field[side].push(...comment.lines);
  }
  return { ofFile, ofFields };
}

interface Place {
  /** -1 for the file. */
  readonly index: number;
  readonly side: keyof Remarks | undefined;
}

const OF_FILE: Place = { index: -1, side: undefined };

function placeOf(text: string, comment: Range, { fields, body }: Outline): Place {
  if (body !== undefined && (comment.end <= body.start || comment.start >= body.end)) return OF_FILE;
  const inside = fields.findIndex(({ start, end }) => start <= comment.start && comment.end <= end);
  if (inside !== -1) return { index: inside, side: 'above' };
  const before = fields.findLastIndex(({ end }) => end <= comment.start);
  const previous = fields[before];
  if (previous !== undefined && /^[ \t,\]}]*$/.test(text.slice(previous.end, comment.start))) return { index: before, side: 'beside' };
  const after = fields.findIndex(({ start }) => start >= comment.end);
  if (after === -1) return previous === undefined ? OF_FILE : { index: before, side: 'below' };
  const gap = text.slice(comment.end, fields[after]?.start);
  if (previous === undefined) return body === undefined && isHead(gap) ? OF_FILE : { index: after, side: 'above' };
  return isAboutPrevious(text.slice(previous.end, comment.start), gap, body !== undefined) ? { index: before, side: 'below' } : { index: after, side: 'above' };
}

/** What stands at the top of TOML, with a blank line or the first table after it, is about the file. */
function isHead(gap: string): boolean {
  return /\n[ \t]*\r?\n/.test(gap) || /^[ \t]*\[/m.test(gap);
}

/** A comment that closes a section of JSON, or one of TOML with a blank line after it and none before. */
function isAboutPrevious(before: string, after: string, isJson: boolean): boolean {
  if (isJson) return after.replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '').includes('}') && !before.includes('}');
  return /\n[ \t]*\r?\n/.test(after) && !/\n[ \t]*\r?\n/.test(before);
}
