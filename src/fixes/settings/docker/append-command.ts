import { commandsOfRun } from '../../../adapters/dockerfile/commands.ts';
import type { DockerInstruction } from '../../../documents/dockerfile/docker-tree.ts';
import type { Planned } from '../../../model/change.ts';
import { insertAt } from '../../../text/edit.ts';
import { indentAt, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, refused } from '../../planned.ts';
import { imageFileOf, instructionAt } from './docker-file.ts';

/** A line that would get longer than this is broken. */
const LONGEST_LINE = 100;

/** Puts `command` behind the last command of the RUN at `at`, in the way in which the RUN joins its commands. */
export async function appendCommand({ at: [fact], with: values = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const image = await imageFileOf(fact, context);
  const instruction = image === undefined ? undefined : instructionAt(image, fact);
  const run = instruction as DockerInstruction | undefined;
  if (image === undefined || instruction === undefined || run?.kind !== 'run') return refused('the instruction is not there any more');
  const { path, text } = image.file;
  const { start, end } = instruction.range;
  const last = (await commandsOfRun(run.command)).at(-1)?.range.end ?? end;
  const isCommented = /^[ \t]*#/.test(text.slice(last, end));
  const written = text.slice(start, isCommented ? last : end).trimEnd();
  if (run.command.form === 'exec' || /<<|`/.test(written) || /[\\;&|]$/.test(written) || (!isCommented && text.slice(last, end).includes('#'))) return refused(`the RUN in ${path} is written in a way that cannot be continued safely`);
  return edited(path, [insertAt(start + written.length, joinedTo(written, { command: String(values['command'] ?? ''), text, start }))]);
}

interface Appended {
  readonly command: string;
  readonly text: string;
  readonly start: number;
}

function joinedTo(written: string, { command, text, start }: Appended): string {
  const newline = newlineOf(text);
  const last = written.lastIndexOf('\n');
  if (last === -1) return written.length + command.length > LONGEST_LINE ? ` \\${newline}    && ${command}` : ` && ${command}`;
  const lastLine = written.slice(last + 1);
  const indent = indentAt(text, start + written.length);
  if (/^\s*&&/.test(lastLine)) return ` \\${newline}${indent}&& ${command}`;
  const trailing = /(&&|;)[ \t]*\\[ \t]*\r?\n/.exec(written)?.[1];
  if (trailing === '&&') return ` && \\${newline}${outerIndent(written)}${command}`;
  if (trailing === ';') return `; \\${newline}${outerIndent(written)}${command}`;
  return ` \\${newline}${leadingIndent(written) ?? '    '}&& ${command}`;
}

/** Indentation of lines that begin with `&&`. */
function leadingIndent(written: string): string | undefined {
  return /\n([ \t]*)&&/.exec(written)?.[1];
}

/** Indentation of the first line behind the RUN, which holds a command of its own. */
function outerIndent(written: string): string {
  return /(?:&&|;)[ \t]*\\[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*([ \t]*)/.exec(written)?.[1] ?? '    ';
}
