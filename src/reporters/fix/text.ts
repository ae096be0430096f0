import type { FixFate, FixRun, FixStep, RefusedFix } from '../../fix-report.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../report.ts';
import { cut, shown } from '../text/width.ts';
import { justified, wrap } from '../text/wrap.ts';
import type { TextOptions } from '../text/report.ts';

/** What a run of fixes did, or would do: each fix with its gain, those that were not made with the reason, and the score. */
export function fixText(run: FixRun, fate: FixFate, options: TextOptions): string {
  const { paint, width } = options;
  const made = run.steps.flatMap((step) => madeText(step, options));
  const refused = alike(run.refused).flatMap((each) => refusedText(each, options));
  const lines = [
    ...made,
    ...(refused.length === 0 ? [] : [...(made.length === 0 ? [] : ['']), paint.bold('not made'), ...refused]),
    ...(made.length + refused.length === 0 ? [] : ['']),
    ...hintsOf(run, fate).flatMap((hint) => wrap(hint, width)).map(paint.dim),
    paint.bar(cut(justified(` ${scoreLine(run)}`, `${run.after.edition} `, width).padEnd(width), width)),
  ];
  return `${lines.join('\n')}\n`;
}

function madeText({ finding, gain, files }: FixStep, options: TextOptions): readonly string[] {
  const head = `  ✔ ${(gain > 0 ? `+${gain}` : '').padStart(3)} `;
  return fixLines(finding, { head: options.paint.green(head), indent: head.length, details: [], paths: [...files.keys()] }, options);
}

/** Refused fixes that say the same of the same rule, as one. */
interface Alike {
  readonly first: RefusedFix;
  readonly count: number;
}

function alike(refused: readonly RefusedFix[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const each of refused) {
    const key = `${each.finding.rule}\n${each.finding.fix?.title ?? ''}\n${each.because}`;
    groups.set(key, { first: groups.get(key)?.first ?? each, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}

function refusedText({ first: { finding, because }, count }: Alike, options: TextOptions): readonly string[] {
  const head = '  ·     ';
  const details = [count === 1 ? because : `${because} (${count} findings)`];
  return fixLines(finding, { head: options.paint.dim(head), indent: head.length, details, paths: [] }, options);
}

interface FixLine {
  readonly head: string;
  readonly indent: number;
  readonly details: readonly string[];
  readonly paths: readonly string[];
}

function fixLines({ fix, rule, message }: Finding, { head, indent, details, paths }: FixLine, { width, paint }: TextOptions): readonly string[] {
  const blank = ' '.repeat(indent);
  const room = width - indent;
  const [first = '', ...more] = wrap(shown(fix?.title ?? message), room);
  return [
    `${head}${paint.bold(first)}`,
    ...more.map((line) => blank + paint.bold(line)),
    ...details.flatMap((detail) => wrap(shown(detail), room)).map((line) => blank + line),
    blank + paint.dim(justified(cut(shown(paths.join(', ')), Math.max(room - rule.length - 12, 10)), `${fix?.applicability ?? ''}  ${rule}`, room)),
  ];
}

/** What to do next. */
function hintsOf(run: FixRun, fate: FixFate): readonly string[] {
  const { review, advice } = run.waiting;
  return [
    ...fateHint(run, fate),
    ...(review > 0 ? [`${counted(review, 'more fix', 'more fixes')} ${review === 1 ? 'wants' : 'want'} a review: \`optimize fix\` in a terminal, or --review`] : []),
    ...(advice > 0 ? [`${counted(advice, 'finding', 'findings')} ${advice === 1 ? 'has' : 'have'} advice only: \`optimize scan\``] : []),
  ];
}

function fateHint({ steps, files, refused, waiting }: FixRun, fate: FixFate): readonly string[] {
  if (steps.length === 0) return [refused.length > 0 ? 'nothing was changed' : waiting.review > 0 ? 'nothing to fix here without a review' : 'nothing to fix here'];
  const changed = counted(files.length, 'file', 'files');
  if (fate.kind === 'shown') return [`${changed} would change; nothing is written`];
  if (fate.kind === 'patch') return [`the patch is in ${shown(fate.path)}: \`git apply\` takes it`];
  const commits = fate.commits.length === 0 ? '' : `, in ${counted(fate.commits.length, 'commit', 'commits')}${fate.branch === undefined ? '' : ` on ${fate.branch}`}`;
  return [`${changed} changed${commits}; \`optimize undo\` takes it back`];
}

function scoreLine({ before, after, steps }: FixRun): string {
  const fixes = counted(steps.length, 'fix', 'fixes');
  return `${fixes} · ${scoreOf(before)} → ${scoreOf(after)}`;
}

function scoreOf({ score }: Report): string {
  return `${score.value}/100 ${score.grade}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
