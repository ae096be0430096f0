import type { FixFate, FixRun, FixStep } from '../../fix-report.ts';
import type { Finding } from '../../model/finding.ts';
import { liveWords } from '../live-words.ts';
import type { TextOptions } from '../text/report.ts';
import { redact } from '../redact.ts';
import { cut } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';
import { joinedNames } from '../words.ts';
import { fixLines } from './fix-lines.ts';
import { hintsOf } from './hints.ts';
import { refusedText } from './refused.ts';
import { scoreLine, serviceScores } from './scores.ts';

/** What a run of fixes did, or would do: each fix with its gain, those that were not made with the reason, and the score. */
export function fixText(run: FixRun, fate: FixFate, options: TextOptions): string {
  const { paint, width } = options;
  const parts = [run.steps.flatMap((step) => madeText(step, options)), ...refusedText(run.refused, options)].filter((part) => part.length > 0);
  const hints = [...serviceScores(run), ...hintsOf(run, fate), ...[liveWords(run.after)].filter((line) => line !== '')];
  const lines = [
    ...parts.flatMap((part) => [...part, '']),
    ...hints.flatMap((hint) => wrap(hint, width)).map(paint.dim),
    paint.bar(cut(justified(` ${scoreLine(run)}`, `${run.after.edition} `, width).padEnd(width), width)),
  ];
  return `${lines.join('\n')}\n`;
}

function madeText({ finding, gain, repeats, brings, files }: FixStep, options: TextOptions): readonly string[] {
  const head = `  ✔ ${(gain > 0 ? `+${gain}` : '').padStart(3)} `;
  const elsewhere = repeats.length === 0 ? [] : [`in ${joinedNames([finding, ...repeats].map(({ service }) => service))}`];
  return fixLines(finding, { head: options.paint.green(head), indent: head.length, details: [...elsewhere, ...brings.map(broughtText)], paths: [...files.keys()] }, options);
}

/** A finding that comes with a fix, for the line below it. */
export const broughtText = ({ severity, message }: Finding): string => `then ${severity}: ${redact(message)}`;
