import type { ImageInstruction } from '#rule';

/** The stages in order, each with its FROM first. */
export function stagesIn(instructions: readonly ImageInstruction[]): readonly (readonly ImageInstruction[])[] {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return starts.map((start, index) => instructions.slice(start, starts[index + 1]));
}

/** The instructions of a stage, by its name or number, with those of the stages that it grows from. */
export function stageTree(instructions: readonly ImageInstruction[], name: string): readonly ImageInstruction[] {
  const stages = stagesIn(instructions);
  const index = stages.findLastIndex(([from]) => from?.stage.toLowerCase() === name.toLowerCase());
  const stage = stages[index];
  const base = stage?.[0]?.words[0];
  if (stage === undefined) return [];
  return base === undefined ? stage : [...stageTree(stages.slice(0, index).flat(), base), ...stage];
}
