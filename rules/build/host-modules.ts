import { defineCheck, fail, isIgnoredInContext, notApplicable, pass, type Fact, type ImageInstruction, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, contextSources, copiesAll, instructionsOf } from '../shared/image.ts';

const FOLDER = /(?:^|\/)(?:node_modules|\.venv|venv)$/;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.contextIgnores'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const copied = instructions.flatMap(copiedModules);
    if (copied.length > 0) return copied;
    const ignores = facts['build.contextIgnores'];
    const overlays = stagesIn(instructions).flatMap((stage) => overlayIn(stage) ?? []);
    const [copy] = overlays;
    if (copy === undefined) return notApplicable('nothing is copied over installed packages');
    if (ignores?.state !== 'known') return notApplicable('there is no .dockerignore, which a rule of its own says');
    return isIgnoredInContext('node_modules/a/index.js', ignores.value.map(({ value }) => value)) ? pass() : overlaid(copy, ignores);
  },
});

/** `COPY node_modules`: what the machine of the build installed for itself. */
function copiedModules(instruction: ImageInstruction): readonly Outcome[] {
  const source = contextSources(instruction).find((each) => FOLDER.test(each));
  if (source === undefined) return [];
  return [fail({
    message: `${instruction.keyword} ${instruction.text} takes packages that the machine of the build installed for itself`,
    evidence: [instruction.at], anchor: `modules:${source}`, severity: 'high', fix: advised('Install the packages in the image instead of copying them'),
  })];
}

/** The COPY of everything behind an install of Node packages, in one stage. */
function overlayIn(stage: readonly ImageInstruction[]): ImageInstruction | undefined {
  const at = stage.findIndex(({ commands }) => commands.some(({ installer = '' }) => ['npm', 'pnpm', 'yarn', 'bun'].includes(installer)));
  const brought = stage.findIndex((each) => each.keyword === 'COPY' && contextSources(each).length === 0 && each.words.slice(0, -1).some((word) => /node_modules\/?$/.test(word ?? '')));
  const first = [at, brought].filter((index) => index !== -1).sort((a, b) => a - b)[0];
  return first === undefined ? undefined : stage.slice(first).find(copiesAll);
}

function overlaid(copy: ImageInstruction, ignores: Fact<readonly Known<string>[]>): Outcome {
  const lines = '**/node_modules';
  const fix: ProposedFix = { title: 'Add **/node_modules to the .dockerignore', applicability: 'safe', change: { kind: 'rewrite', how: 'add-context-ignores', at: [ignores], with: { lines } } };
  return fail({
    message: `${copy.keyword} ${copy.text} puts node_modules of the machine of the build over those that the image installed: the .dockerignore lets them in`,
    evidence: [copy.at, ignores], anchor: 'modules', fix,
  });
}
