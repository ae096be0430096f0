import { commandsOfRun, type RunCommand } from '../../../adapters/dockerfile/commands.ts';
import { parseDockerfile } from '../../../documents/dockerfile.ts';
import type { DockerInstruction, DockerNode, DockerStage, Dockerfile } from '../../../documents/dockerfile/docker-tree.ts';
import type { Evidence } from '../../../model/fact.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { FixContext } from '../../context.ts';
import { placeOf } from '../../planned.ts';

/** A Dockerfile that is to be changed. */
export interface ImageFile {
  readonly file: SourceFile;
  readonly document: Dockerfile;
}

/** A command of a RUN with the instruction that it stands in. */
export interface PlacedCommand {
  readonly run: Extract<DockerInstruction, { kind: 'run' }>;
  readonly command: RunCommand;
}

/** The Dockerfile that a fact stands in; undefined where it is none. */
export async function imageFileOf(fact: Evidence | undefined, { files }: FixContext): Promise<ImageFile | undefined> {
  const place = placeOf(fact);
  if (place === undefined) return undefined;
  const file = files.read(place.file.path) ?? place.file;
  const parsed = await parseDockerfile(file.text);
  return parsed.ok ? { file, document: parsed.document } : undefined;
}

/** The instruction that begins where the fact does. */
export function instructionAt({ document }: ImageFile, fact: Evidence | undefined): DockerNode | undefined {
  const start = placeOf(fact)?.range.start;
  return document.stages.flatMap((stage): readonly DockerNode[] => [stage.written, ...stage.instructions]).find(({ range }) => range.start === start);
}

/** The stage that an instruction stands in. */
export function stageAround({ document }: ImageFile, node: DockerNode): DockerStage | undefined {
  return document.stages.findLast(({ range }) => range.start <= node.range.start);
}

/** The command that begins where the fact does. */
export async function commandAt({ document }: ImageFile, fact: Evidence | undefined): Promise<PlacedCommand | undefined> {
  const start = placeOf(fact)?.range.start;
  if (start === undefined) return undefined;
  const run = document.stages.flatMap(({ instructions }) => instructions).find((each) => each.range.start <= start && start < each.range.end);
  if (run?.kind !== 'run') return undefined;
  const command = (await commandsOfRun(run.command)).find(({ range }) => range.start === start);
  return command === undefined ? undefined : { run, command };
}
