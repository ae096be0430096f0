import { parseDockerfile } from '../../../documents/dockerfile.ts';
import type { DockerVariable } from '../../../documents/dockerfile/docker-tree.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import type { VariableEdit } from './variable-edit.ts';

/** A variable of an ENV instruction; an instruction that sets nothing else goes with it. */
export async function dockerVariableEdit({ text }: SourceFile, range: Range, value: string | undefined): Promise<VariableEdit> {
  const parsed = await parseDockerfile(text);
  const instructions = parsed.ok ? parsed.document.stages.flatMap((stage) => stage.instructions) : [];
  for (const instruction of instructions) {
    if (instruction.kind !== 'env') continue;
    const index = instruction.variables.findIndex((variable) => variable.range.start <= range.start && range.end <= variable.range.end);
    const variable = instruction.variables[index];
    if (variable === undefined) continue;
    if (value !== undefined) return withValue(text, variable, value);
    if (instruction.variables.length > 1) return { range: withoutWord(instruction.variables, index), text: '' };
    return { range: { start: lineStart(text, instruction.range.start), end: lineEnd(text, Math.max(instruction.range.end - 1, 0)) }, text: '' };
  }
  return undefined;
}

function withValue(text: string, { name, range }: DockerVariable, value: string): VariableEdit {
  const source = text.slice(range.start, range.end);
  const written = source.slice(name.length);
  const gap = /^(?:=|\s+)/.exec(written)?.[0] ?? '=';
  const quote = /^(["'])[\s\S]*\1$/.exec(written.slice(gap.length))?.[1] ?? (/^[\w./:,@%+-]*$/.test(value) || gap !== '=' ? '' : '"');
  return { range: { start: range.start + name.length + gap.length, end: range.end }, text: `${quote}${value}${quote}` };
}

/** A word with the blanks and continuations between it and its neighbour. */
function withoutWord(variables: readonly DockerVariable[], index: number): Range {
  const [before, own, next] = [variables[index - 1], variables[index], variables[index + 1]];
  const { start, end } = own?.range ?? { start: 0, end: 0 };
  if (before !== undefined) return { start: before.range.end, end };
  return { start, end: next?.range.start ?? end };
}
