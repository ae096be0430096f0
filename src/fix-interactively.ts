import { unifiedDiff } from './apply/unified-diff.ts';
import { checkSelection, planFixes, proposeFixes, waitingIn, type FixOptions } from './fix.ts';
import type { FixRun, FixStep, RefusedFix } from './fix-report.ts';
import { choiceOf, type FixChoice } from './interactive/fix-choice.ts';
import type { ChangedFile } from './model/changed-file.ts';
import type { Paint } from './reporters/paint.ts';
import { scoreLine, serviceScores } from './reporters/fix/scores.ts';
import { fixText } from './reporters/fix/text.ts';
import { cut, shown } from './reporters/text/width.ts';
import { wrap } from './reporters/text/wrap.ts';
import { refuseDirtyTree, writeFixes, type WriteOptions } from './write-fixes.ts';

/** How a person is asked. */
export interface InteractiveOptions extends WriteOptions {
  readonly paint: Paint;
  readonly width: number;
  /** Shows that work goes on. */
  readonly wait: <T>(text: string, work: () => Promise<T>) => Promise<T>;
}

/** Lets a person choose fixes, answer what they ask, look at the sum, and write. Gives what is to be printed at the end. */
export async function fixInteractively(root: string, options: FixOptions, asking: InteractiveOptions): Promise<string> {
  const { paint, width, wait } = asking;
  if (!asking.allowDirty) await refuseDirtyTree(root, []);
  const { before, proposals } = await wait('trying the fixes', () => proposeFixes(root, options));
  checkSelection(before, options.rules ?? [], options.findings ?? []);
  const steps = proposals.filter((each): each is FixStep => 'changes' in each);
  const refused = proposals.filter((each): each is RefusedFix => !('changes' in each));
  const nothing: FixRun = { before, after: before, steps: [], refused, waiting: waitingIn(before, refused), files: [] };
  if (steps.length === 0) return fixText(nothing, { kind: 'shown' }, { width, paint });
  const chosen = await chosenOf(steps, `${before.score.value}/100 ${before.score.grade}`, { root, paint });
  if (chosen.length === 0) return `${paint.dim('nothing is written')}\n`;
  const { askQuestions, confirmWriting } = await import('./interactive/ask.ts');
  const findings = steps.map(({ finding }) => finding).filter(({ id }) => chosen.includes(id));
  const answers = await askQuestions(findings);
  const run = withRefused(refused, await wait('putting them together', () => planFixes(root, { ...options, findings: chosen, answers })));
  if (run.files.length === 0) return fixText(run, { kind: 'shown' }, { width, paint });
  process.stdout.write(summaryOf(run, chosen, asking));
  if (!(await confirmWriting(`Write ${run.files.length === 1 ? 'this file' : `these ${run.files.length} files`}?`))) return `${paint.dim('nothing is written')}\n`;
  return fixText(run, await writeFixes(root, run, asking), { width, paint });
}

/** The run with what could not be chosen, as far as it is still open: it was refused, and waits for nobody. */
function withRefused(refused: readonly RefusedFix[], run: FixRun): FixRun {
  const open = new Set(run.after.services.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const tried = new Set(run.refused.map(({ finding }) => finding.id));
  const more = refused.filter(({ finding: { id } }) => open.has(id) && !tried.has(id));
  const all = [...run.refused, ...more];
  return { ...run, refused: all, waiting: waitingIn(run.after, all) };
}

async function chosenOf(steps: readonly FixStep[], score: string, { root, paint }: { readonly root: string; readonly paint: Paint }): Promise<readonly string[]> {
  const { pickFixes } = await import('./interactive/pick-fixes.ts');
  const choices: FixChoice[] = [];
  for (const step of steps) choices.push(choiceOf(step, await unifiedDiff(changedBy(step), root)));
  const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });
  return pickFixes({ choices, score, paint, size }, { clearPromptOnDone: true });
}

function changedBy({ files, sources }: FixStep): readonly ChangedFile[] {
  return [...files].map(([path, file]) => ({ path, before: sources.get(path)?.text, after: file?.text }));
}

/** The files with how many lines come and go, what of the chosen cannot be made together, and the score that it leads to. */
function summaryOf(run: FixRun, chosen: readonly string[], { paint, width }: InteractiveOptions): string {
  const lines = run.files.map((file) => {
    const { added, removed } = linesOf(file);
    const counts = `+${added} -${removed}`;
    return `  ${cut(shown(file.path), width - counts.length - 4)}  ${paint.green(`+${added}`)} ${paint.red(`-${removed}`)}`;
  });
  const notMade = run.refused.filter(({ finding }) => chosen.includes(finding.id)).flatMap(({ finding, because }) =>
    wrap(`not made: ${shown(finding.fix?.title ?? finding.message)}: ${shown(because)}`, width - 2, '  ').map((line) => paint.yellow(`  ${line}`)));
  const scores = [...serviceScores(run), scoreLine(run)].flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`);
  return `${[...lines, ...notMade, ...scores].join('\n')}\n`;
}

/** How many lines of a text are not in the other one, as a diff would count them. */
function linesOf({ before = '', after = '' }: ChangedFile): { readonly added: number; readonly removed: number } {
  const [old, fresh] = [countsOf(before), countsOf(after)];
  return { added: missingFrom(fresh, old), removed: missingFrom(old, fresh) };
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text === '' ? [] : text.replace(/\n$/, '').split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function missingFrom(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let missing = 0;
  for (const [line, count] of some) missing += Math.max(0, count - (others.get(line) ?? 0));
  return missing;
}
