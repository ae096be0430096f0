import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, hasFlag, inShort, instructionsOf, plainWords, type Ran } from '../shared/image.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const stage = stagesIn(instructions).find((each) => installs(each).length > 0);
    const [first] = stage === undefined ? [] : installs(stage);
    if (first === undefined) return notApplicable('uv installs nothing in the image');
    const compiles = instructions.some(({ variables }) => variables.some(({ name }) => name === 'UV_COMPILE_BYTECODE'))
      || commandsIn(instructions).some(({ command: { words } }) => words.includes('--compile-bytecode') || words.includes('compileall'));
    if (compiles) return pass();
    return fail({
      message: `${inShort(first.command.at.value)} leaves the compiling of all packages to the first start of each container`,
      evidence: [first.command.at], anchor: 'uv-bytecode', fix: fixFor(first, instructions),
    });
  },
});

function installs(stage: readonly ImageInstruction[]): readonly Ran[] {
  return commandsIn(stage).filter(({ command }) => {
    const [program, verb, second] = plainWords(command);
    return program === 'uv' && (verb === 'sync' || (verb === 'pip' && (second === 'install' || second === 'sync')));
  });
}

/** Behind a cache mount uv cannot link files and says so each time, unless it is told to copy. */
function fixFor({ run }: Ran, instructions: readonly ImageInstruction[]): ProposedFix {
  const copies = instructions.some(({ variables }) => variables.some(({ name }) => name === 'UV_LINK_MODE'));
  const isMounted = hasFlag(run, 'mount') && run.flags.some(({ value }) => value.includes('type=cache'));
  const text = isMounted && !copies ? 'ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy' : 'ENV UV_COMPILE_BYTECODE=1';
  return { title: 'Set UV_COMPILE_BYTECODE=1 before the install', applicability: 'safe', change: { kind: 'rewrite', how: 'insert-instruction', at: [run.at], with: { text } } };
}
