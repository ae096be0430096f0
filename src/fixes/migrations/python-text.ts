import type { MigrationStep } from '../../model/change.ts';
import { quoted } from '../../text/quotes.ts';

/** A text as a Python string; in triple quotes where it has several lines. */
export function pythonString(text: string): string {
  if (!text.includes('\n')) return quoted(text, '"');
  return `"""${text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** Lines longer than this are broken, as formatters do. */
const LONGEST_LINE = 88;

/** A call with one argument, which gets a line of its own where both are too long for one. */
export function pythonCall(name: string, argument: string, indent: string): string {
  const line = `${name}(${argument})`;
  if (indent.length + (line.split('\n')[0] ?? '').length <= LONGEST_LINE) return line;
  return `${name}(\n${indent}    ${argument}\n${indent})`;
}

/** Steps in runs of those that may share a transaction and those that may not. */
export function runsOf(steps: readonly MigrationStep[]): readonly { readonly isAlone: boolean; readonly steps: readonly MigrationStep[] }[] {
  const runs: { readonly isAlone: boolean; readonly steps: MigrationStep[] }[] = [];
  for (const step of steps) {
    const isAlone = step.alone === true;
    const last = runs.at(-1);
    if (last?.isAlone === isAlone) last.steps.push(step);
    else runs.push({ isAlone, steps: [step] });
  }
  return runs;
}
