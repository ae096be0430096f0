import { parseDockerfile } from '../../../documents/dockerfile.ts';
import type { DockerCommand, DockerInstruction } from '../../../documents/dockerfile/docker-tree.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { textInFile, textOfParts, type CommandText } from './command-text.ts';
import type { Container } from './container.ts';
import { DOCKER_STRING } from './quotings.ts';

/** The command of the instruction that a range of a Dockerfile stands in. */
export async function dockerContainers(file: SourceFile, range: Range): Promise<readonly Container[]> {
  const parsed = await parseDockerfile(file.text);
  if (!parsed.ok) return [];
  for (const { instructions } of parsed.document.stages) {
    const found = instructions.find((instruction) => instruction.range.start <= range.start && range.end <= instruction.range.end);
    const command = found === undefined ? undefined : commandOf(found);
    if (found === undefined || command === undefined) continue;
    const container = containerOf(file, command, found.kind === 'run' ? undefined : partnerOf(found, instructions));
    return container === undefined ? [] : [container];
  }
  return [];
}

function commandOf(instruction: DockerInstruction): DockerCommand | undefined {
  return instruction.kind === 'run' || instruction.kind === 'cmd' || instruction.kind === 'entrypoint' ? instruction.command : undefined;
}

/** ENTRYPOINT and CMD of one stage, both as arrays, are one list of words. */
function partnerOf(instruction: DockerInstruction, all: readonly DockerInstruction[]): { readonly first: DockerCommand; readonly second: DockerCommand } | undefined {
  const last = (kind: DockerInstruction['kind']) => all.findLast((each) => each.kind === kind);
  const [entrypoint, cmd] = [last('entrypoint'), last('cmd')];
  if (entrypoint?.kind !== 'entrypoint' || cmd?.kind !== 'cmd' || (instruction !== entrypoint && instruction !== cmd)) return undefined;
  return { first: entrypoint.command, second: cmd.command };
}

function containerOf(file: SourceFile, command: DockerCommand, pair: ReturnType<typeof partnerOf>): Container | undefined {
  if (command.form === 'shell') return { kind: 'text', text: textOfParts(file, command.text, (start, end) => command.source(start, end)) };
  const commands = pair === undefined ? [command] : [pair.first, pair.second];
  const words: CommandText[] = [];
  for (const each of commands) {
    if (each.form === 'shell') return undefined;
    for (const { range, value } of each.words) {
      const text = textInFile(file, { whole: range, inner: { start: range.start + 1, end: range.end - 1 }, quoting: DOCKER_STRING, value: value ?? '' });
      if (text === undefined) return undefined;
      words.push(text);
    }
  }
  return { kind: 'words', file, words, lists: commands.map(({ range }): Range => range) };
}
