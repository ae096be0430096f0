import { shift, type Range } from '../../text/range.ts';
import { shellComments } from './shell-comments.ts';

/** Instructions whose words a shell reads, unless they stand in brackets. */
const RUN_BY_A_SHELL = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** The comments of a Dockerfile: lines of their own, also between the lines of one instruction, and those of the shells that it starts. */
export async function dockerComments(text: string): Promise<readonly Range[]> {
  const loaded = await import('dockerfile-ast');
  const { DockerfileParser } = loaded.default ?? loaded;
  const file = DockerfileParser.parse(text);
  const lines = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
  const rangeOf = ({ start, end }: ReturnType<ReturnType<typeof file.getInstructions>[number]['getRange']>): Range =>
    ({ start: (lines[start.line] ?? 0) + start.character, end: (lines[end.line] ?? 0) + end.character });
  const comments = new Map(file.getComments().map((comment) => rangeOf(comment.getRange())).map((range) => [range.start, range]));
  for (const instruction of file.getInstructions()) {
    const words = instruction.getArgumentsRange();
    if (!RUN_BY_A_SHELL.has(instruction.getKeyword()) || words === null) continue;
    const range = rangeOf(words);
    const command = text.slice(range.start, range.end);
    const own = command.startsWith('[') ? [] : await shellComments(command);
    for (const comment of own.map((each) => shift(each, range.start))) if (!comments.has(comment.start)) comments.set(comment.start, comment);
  }
  return [...comments.values()].sort((a, b) => a.start - b.start);
}
