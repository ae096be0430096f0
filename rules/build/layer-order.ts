import { defineCheck, fail, pass, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { NO_IMAGE, advised, commandsIn, copiesAll, inShort, instructionsOf, stagesIn, type Ran } from '../shared/image.ts';

/** Options that leave the project itself out of an install. */
const WITHOUT_PROJECT = ['--no-root', '--no-install-project', '--no-install-workspace', '--no-self'];

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const outcomes = stagesIn(instructions).flatMap((stage) => lateInstall(stage) ?? []);
    return outcomes.length > 0 ? outcomes : pass();
  },
});

/** The first install of a stage, when it comes behind the COPY of everything. */
function lateInstall(stage: readonly ImageInstruction[]): Outcome | undefined {
  const at = stage.findIndex(copiesAll);
  const copy = stage[at];
  if (copy === undefined || commandsIn(stage.slice(0, at)).some(({ command }) => command.installer !== undefined)) return undefined;
  const install = commandsIn(stage.slice(at)).find(({ command }) => command.installer !== undefined && !installsSource(command.words));
  if (install === undefined) return undefined;
  return fail({
    message: `any change of the source installs all dependencies again: ${copy.keyword} ${copy.text} comes before ${inShort(install.command.at.value)}`,
    evidence: [copy.at, install.command.at], anchor: `stage:${copy.stage}`, fix: fixFor(copy, install),
  });
}

/** `pip install .` cannot run before the source is there. */
function installsSource(words: readonly string[]): boolean {
  return words.some((word) => /^(?:\.|\.\/|\.\[.*|-e|--editable(?:=.*)?)$/.test(word)) && !words.some((word) => WITHOUT_PROJECT.includes(word));
}

function fixFor(copy: ImageInstruction, { command, run }: Ran): ProposedFix {
  if (run.commands.length === 0 || command.conditional) return advised('Copy the manifests and install before the rest is copied');
  return { title: 'Copy the manifests first, and the rest behind the install', applicability: 'safe', change: { kind: 'rewrite', how: 'copy-manifests-first', at: [copy.at, command.at] } };
}
