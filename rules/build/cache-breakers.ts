import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, contextSources, instructionsOf, type Ran } from '../shared/image.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts, { strings }): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const stages = stagesIn(instructions).flatMap((stage) => {
      const install = commandsIn(stage).findLast(({ command }) => command.installer !== undefined);
      return install === undefined ? [] : [{ stage, install }];
    });
    if (stages.length === 0) return notApplicable('nothing that a manifest names is installed');
    const outcomes = stages.flatMap(({ stage, install }) => breakersIn(stage, install, strings('names')));
    return outcomes.length > 0 ? outcomes : pass();
  },
});

/** What changes with each commit and stands before the last install of a stage. */
function breakersIn(stage: readonly ImageInstruction[], install: Ran, names: readonly string[]): readonly Outcome[] {
  const before = stage.slice(0, stage.indexOf(install.run));
  return before.flatMap((instruction) => {
    const name = instruction.keyword === 'ARG' ? instruction.variables.find((variable) => names.includes(variable.name.toUpperCase()))?.name : undefined;
    const source = contextSources(instruction).find((each) => each === '.git' || each.startsWith('.git/'));
    const what = name === undefined ? source : `ARG ${name}`;
    if (what === undefined) return [];
    return [fail({
      message: `${what} changes with each commit and stands before the install, which then runs anew each time`,
      evidence: [instruction.at, install.command.at], anchor: `breaker:${what}`, fix: fixFor(instruction, { name, stage, install }),
    })];
  });
}

interface Place {
  readonly name: string | undefined;
  readonly stage: readonly ImageInstruction[];
  readonly install: Ran;
}

/** The ARG moves behind the install, when nothing up to there reads it. */
function fixFor(instruction: ImageInstruction, { name, stage, install }: Place): ProposedFix {
  const between = stage.slice(stage.indexOf(instruction) + 1, stage.indexOf(install.run) + 1);
  const isRead = name === undefined || instruction.variables.length > 1 || between.some(({ at }) => at.value.includes(name));
  if (isRead) return advised('Move it, and what reads it, behind the install');
  return { title: `Move ARG ${name} behind the install`, applicability: 'review', change: { kind: 'rewrite', how: 'move-instruction', at: [instruction.at, install.run.at] } };
}
