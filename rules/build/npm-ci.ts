import { defineCheck, fail, notApplicable, pass, valueOf, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, contextSources, copiesAll, inShort, instructionsOf, type Ran } from '../shared/image.ts';

const LOCKS = ['package-lock.json', 'npm-shrinkwrap.json'];

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.contextFiles'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const lock = LOCKS.find((name) => valueOf(facts['build.contextFiles'])?.includes(name));
    const installs = stagesIn(instructions).flatMap((stage) => commandsIn(stage).filter(({ command }) => command.installer === 'npm').map((ran) => ({ ran, stage })));
    if (installs.length === 0) return notApplicable('npm installs nothing in the image');
    if (lock === undefined) return notApplicable('the folder that is built has no lock file of npm');
    const outcomes = installs.flatMap(({ ran, stage }) => (isLoose(ran) && !isOfMadeManifest(stage, ran.run, lock) ? [looseInstall(ran, { lock, isCopied: hasLock(stage, ran.run, lock) })] : []));
    return outcomes.length > 0 ? outcomes : pass();
  },
});

/** `npm install` by itself, in the folder whose files are known. */
function isLoose({ command, run }: Ran): boolean {
  const other = command.words.some((word) => /^(?:--prefix|-C|--no-package-lock|--package-lock=false|--package-lock-only)/.test(word));
  const moved = run.commands.some(({ words }) => words[0] === 'cd');
  return !other && !moved && command.words.some((word) => word === 'install' || word === 'i');
}

/** `npm ci || npm install`: what stops a build at a lock file that does not fit is taken back. */
function isFallback({ command, run }: Ran): boolean {
  const before = run.commands.slice(0, run.commands.indexOf(command));
  return command.conditional && before.some(({ words }) => words[0] === 'npm' && words.some((word) => word === 'ci' || word === 'clean-install'));
}

/** Whether a COPY of the stage brings the lock file before the install. */
function hasLock(stage: readonly ImageInstruction[], run: ImageInstruction, lock: string): boolean {
  return stage.slice(0, stage.indexOf(run)).some((instruction) => copiesAll(instruction)
    || contextSources(instruction).some((source) => source === lock || ['package*.json', 'package-*.json', '*.json'].includes(source)));
}

/** In a folder that the build has filled: the lock file alone is copied there, and need not fit the package.json that was made. */
function isOfMadeManifest(stage: readonly ImageInstruction[], run: ImageInstruction, lock: string): boolean {
  const before = stage.slice(0, stage.indexOf(run));
  const moved = before.findLastIndex(({ keyword }) => keyword === 'WORKDIR');
  const copies = before.slice(moved + 1).map(contextSources).filter((sources) => sources.length > 0);
  const isBuilt = before.slice(0, Math.max(moved, 0)).some(({ commands }) => commands.some(({ installer }) => installer === 'npm'));
  return isBuilt && copies.length > 0 && copies.every((sources) => sources.every((source) => source === lock));
}

function looseInstall({ command, run }: Ran, { lock, isCopied }: { readonly lock: string; readonly isCopied: boolean }): Outcome {
  if (isFallback({ command, run })) {
    return fail({
      message: `${inShort(command.at.value)} takes other versions where npm ci has found that ${lock} does not fit`,
      evidence: [command.at], anchor: `install:${inShort(command.at.value)}`, fix: advised('Remove the install that follows a failed npm ci'),
    });
  }
  const message = isCopied
    ? `${inShort(command.at.value)} may install other versions than ${lock} names`
    : `${inShort(command.at.value)} takes the newest versions: ${lock} is not copied before it`;
  return fail({ message, evidence: [command.at], anchor: `install:${inShort(command.at.value)}`, fix: fixFor(command.at, isCopied) });
}

function fixFor(at: Ran['command']['at'], isCopied: boolean): ProposedFix {
  if (!isCopied) return advised('Copy the lock file beside package.json, and install with npm ci');
  return { title: 'Install with npm ci', applicability: 'safe', change: { kind: 'rewrite', how: 'install-from-lock', at: [at] } };
}
