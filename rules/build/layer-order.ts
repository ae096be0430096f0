import { defineCheck, fail, isIgnoredInContext, notApplicable, pass, type Change, type Fact, type ImageInstruction, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, copiesAll, inShort, instructionsOf, type Ran } from '../shared/image.ts';

/** Options that leave the project itself out of an install. */
const WITHOUT_PROJECT = ['--no-root', '--no-install-project', '--no-install-workspace', '--no-self'];

type Ignores = Fact<readonly Known<string>[]> | undefined;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.contextIgnores'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    if (commandsIn(instructions).every(({ command }) => command.installer === undefined)) return notApplicable('nothing that a manifest names is installed');
    const outcomes = stagesIn(instructions).flatMap((stage) => lateInstall(stage, facts['build.contextIgnores']) ?? []);
    return outcomes.length > 0 ? outcomes : pass();
  },
});

/** The folder beside the manifest that an install fills: a COPY behind it must not bring another one along. */
function installedFolder(installer: string): string | undefined {
  if (['npm', 'pnpm', 'yarn', 'bun'].includes(installer)) return 'node_modules';
  return ['uv', 'poetry', 'pdm'].includes(installer) ? '.venv' : undefined;
}

/** The first install of a stage, when it comes behind the COPY of everything. */
function lateInstall(stage: readonly ImageInstruction[], ignores: Ignores): Outcome | undefined {
  const at = stage.findIndex(copiesAll);
  const copy = stage[at];
  if (copy === undefined || commandsIn(stage.slice(0, at)).some(({ command }) => command.installer !== undefined)) return undefined;
  const install = commandsIn(stage.slice(at)).find(({ command }) => command.installer !== undefined && !installsSource(command.words));
  if (install === undefined) return undefined;
  return fail({
    message: `any change of the source installs all dependencies again: ${copy.keyword} ${copy.text} comes before ${inShort(install.command.at.value)}`,
    evidence: [copy.at, install.command.at], anchor: `stage:${copy.stage}`, fix: fixFor(copy, install, ignores),
  });
}

/** `pip install .` cannot run before the source is there. */
function installsSource(words: readonly string[]): boolean {
  return words.some((word) => /^(?:\.|\.\/|\.\[.*|-e|--editable(?:=.*)?)$/.test(word)) && !words.some((word) => WITHOUT_PROJECT.includes(word));
}

function fixFor(copy: ImageInstruction, { command, run }: Ran, ignores: Ignores): ProposedFix {
  if (run.commands.length === 0 || command.conditional) return advised('Copy the manifests and install before the rest is copied');
  const reorder: Change = { kind: 'rewrite', how: 'copy-manifests-first', at: [copy.at, command.at] };
  const folder = installedFolder(command.installer ?? '');
  const isKept = folder === undefined || (ignores?.state === 'known' && isIgnoredInContext(`${folder}/x`, ignores.value.map(({ value }) => value)));
  if (isKept || ignores === undefined) return { title: 'Copy the manifests first, and the rest behind the install', applicability: 'safe', change: reorder };
  const ignore: Change = { kind: 'rewrite', how: 'add-context-ignores', at: [ignores], with: { lines: `**/${folder}` } };
  return { title: `Copy the manifests first, and the rest but for ${folder} behind the install`, applicability: 'safe', change: { kind: 'all', changes: [reorder, ignore] } };
}
