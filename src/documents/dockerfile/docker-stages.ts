import type { DockerInstruction, DockerStage, Dockerfile } from './docker-tree.ts';

/** The stage that becomes the image: the target when it is named, else the last one. */
export function finalStage(file: Dockerfile, target?: string): DockerStage | undefined {
  if (target === undefined) return file.stages.at(-1);
  return file.stages.findLast((stage) => stage.name?.toLowerCase() === target.toLowerCase());
}

/** The stages that one image grows through, the base first: `FROM base AS a`, `FROM a`. */
export function stageChain(file: Dockerfile, stage: DockerStage): readonly DockerStage[] {
  const chain = [stage];
  let current = stage;
  while (current.baseStage !== undefined) {
    const base = file.stages[current.baseStage];
    if (base === undefined) break;
    chain.unshift(base);
    current = base;
  }
  return chain;
}

/** Everything that is built for a stage: what it grows from and what it copies or mounts from. In the file's order. */
export function reachableStages(file: Dockerfile, stage: DockerStage): readonly DockerStage[] {
  const reached = new Set<number>();
  const open = [stage.index];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const current = file.stages[index];
    if (current === undefined || reached.has(index)) continue;
    reached.add(index);
    if (current.baseStage !== undefined) open.push(current.baseStage);
    for (const instruction of current.instructions) open.push(...stagesUsed(file, current, instruction));
  }
  return file.stages.filter((candidate) => reached.has(candidate.index));
}

function stagesUsed(file: Dockerfile, stage: DockerStage, instruction: DockerInstruction): readonly number[] {
  if (instruction.kind === 'copy') return instruction.fromStage === undefined ? [] : [instruction.fromStage];
  if (instruction.kind !== 'run') return [];
  return instruction.mounts.flatMap((mount) => {
    const name = mount.options.get('from')?.toLowerCase();
    const used = file.stages.findLast((candidate) => candidate.index < stage.index && name !== undefined
      && (candidate.name?.toLowerCase() === name || String(candidate.index) === name));
    return used === undefined ? [] : [used.index];
  });
}
