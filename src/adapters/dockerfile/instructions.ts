import type { DockerInstruction, DockerNode, DockerStage, DockerText } from '../../documents/dockerfile/docker-tree.ts';
import { declared } from '../../model/fact.ts';
import type { ImageCommand, ImageInstruction } from '../../model/facts/build.ts';
import type { Collector } from '../statements.ts';
import { commandsOfRun } from './commands.ts';
import { installerOf } from './install.ts';

/** Which stages the final image needs, and which it grows through. */
export interface NeededStages {
  readonly stages: readonly DockerStage[];
  readonly chain: readonly DockerStage[];
}

type Place = Pick<ImageInstruction, 'stage' | 'final'>;
type Parts = Partial<Pick<ImageInstruction, 'words' | 'variables' | 'commands'>>;

/** States every instruction of the stages that the final image needs, in the file's order. */
export async function readInstructions({ stages, chain }: NeededStages, collector: Collector): Promise<void> {
  const final = new Set(chain.map(({ index }) => index));
  const all: ImageInstruction[] = [];
  for (const stage of stages) {
    const place = { stage: stage.name ?? String(stage.index), final: final.has(stage.index) };
    all.push(recordOf(stage.written, place, { words: [stage.base.value] }, collector));
    for (const instruction of stage.instructions) all.push(recordOf(instruction, place, await partsOf(instruction, collector), collector));
  }
  const range = stages[0]?.range;
  if (range !== undefined) collector.known('build.instructions', all, range);
}

function recordOf({ range, keyword, behind, flags }: DockerNode, place: Place, parts: Parts, { file }: Collector): ImageInstruction {
  const at = declared('build.instructions', file.text.slice(range.start, range.end), file, range);
  return { at, keyword, text: behind, flags, ...place, words: [], variables: [], commands: [], ...parts };
}

async function partsOf(instruction: DockerInstruction, collector: Collector): Promise<Parts> {
  switch (instruction.kind) {
    case 'copy': case 'add': return { words: valuesOf([...instruction.sources, instruction.destination]) };
    case 'workdir': case 'user': return { words: valuesOf([instruction.text]) };
    case 'expose': case 'volume': return { words: valuesOf(instruction.values) };
    case 'env': case 'arg': return { variables: instruction.variables.map(({ name, value }) => ({ name, value })) };
    case 'run': return { commands: await commandsIn(instruction, collector) };
    default: return {};
  }
}

function valuesOf(texts: readonly DockerText[]): readonly (string | undefined)[] {
  return texts.map(({ value }) => value);
}

async function commandsIn({ command }: Extract<DockerInstruction, { kind: 'run' }>, { file }: Collector): Promise<readonly ImageCommand[]> {
  return (await commandsOfRun(command)).map(({ text, words, conditional, range }) =>
    ({ at: declared('build.instructions', text, file, range), words, installer: installerOf(words), conditional }));
}
