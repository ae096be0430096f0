import type { BaselineRun } from '../../baseline-report.ts';
import type { TextOptions } from '../text/report.ts';
import { cut, shown } from '../text/width.ts';
import { counted } from '../../text/words.ts';
import { jsonText } from '../json-text.ts';

/** Entries of one kind that are named; the rest is counted. */
const MOST_NAMED = 10;

/** What became of a baseline, for people. */
export function baselineRunText({ path, accepted, added, dropped, written }: BaselineRun, { width, paint }: TextOptions): string {
  const list = (sign: string, ids: readonly string[]) => [
    ...ids.slice(0, MOST_NAMED).map((id) => cut(`${sign} ${shown(id)}`, width)),
    ...(ids.length > MOST_NAMED ? [`${sign} and ${ids.length - MOST_NAMED} more`] : []),
  ];
  const head = `${path} accepts ${counted(accepted, 'finding')}: ${added.length} new, ${accepted - added.length} as before, ${dropped.length} dropped`;
  return `${[
    ...list('+', added).map(paint.yellow), ...list('-', dropped).map(paint.green), cut(head, width),
    paint.dim(written.length === 0 ? 'nothing was written: the file says so already' : `written: ${written.join(', ')}; \`optimize undo\` takes it back`),
  ].join('\n')}\n`;
}

/** The same as JSON. */
export function baselineRunJson(run: BaselineRun, version: string): string {
  return jsonText({ schemaVersion: 1, tool: { name: 'optimize', version }, ...run });
}
