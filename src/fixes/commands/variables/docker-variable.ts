import { parseDockerfile } from '../../../documents/dockerfile.ts';
import type { DockerVariable } from '../../../documents/dockerfile/docker-tree.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { TextEdit } from '../../../text/edit.ts';
import type { Range } from '../../../text/range.ts';

/** The variable of an ENV instruction at a place. */
export async function dockerVariableAt({ text }: SourceFile, range: Range): Promise<DockerVariable | undefined> {
  const parsed = await parseDockerfile(text);
  if (!parsed.ok) return undefined;
  const variables = parsed.document.stages.flatMap(({ instructions }) => instructions.flatMap((each) => (each.kind === 'env' ? each.variables : [])));
  return variables.find((variable) => variable.range.start <= range.start && range.end <= variable.range.end);
}

/** Another value in the quotes of the old one: `NAME=value`, or the old form `NAME value`. */
export function withDockerValue(text: string, { name, range }: DockerVariable, value: string): TextEdit {
  const written = text.slice(range.start + name.length, range.end);
  const gap = /^(?:=|\s+)/.exec(written)?.[0] ?? '=';
  const quote = /^(["'])[\s\S]*\1$/.exec(written.slice(gap.length))?.[1] ?? (/^[\w./:,@%+-]*$/.test(value) || gap !== '=' ? '' : '"');
  return { range: { start: range.start + name.length + gap.length, end: range.end }, text: `${quote}${value}${quote}` };
}
