import { offsetAt, type Range } from '../../text/range.ts';

/** The comments of a Dockerfile: lines of their own, also between the lines of one instruction. */
export async function dockerComments(text: string): Promise<readonly Range[]> {
  const loaded = await import('dockerfile-ast');
  const { DockerfileParser } = loaded.default ?? loaded;
  return DockerfileParser.parse(text).getComments().map((comment) => {
    const { start, end } = comment.getRange();
    return { start: offsetAt(text, start.line + 1, start.character), end: offsetAt(text, end.line + 1, end.character) };
  });
}
