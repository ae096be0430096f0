import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { APT_LISTS, REMOVE_LISTS, removesLists, runsApt } from '../shared/apt.ts';
import { NO_IMAGE, cachesFolder, inShort, instructionsOf, plainWords } from '../shared/image.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const runs = instructions.filter((each) => runsApt(each, 'install'));
    if (runs.length === 0) return notApplicable('apt installs nothing in the image');
    const outcomes = [...runs.flatMap((run) => staleIndex(run)), ...runs.flatMap((run) => keptLists(run))];
    return outcomes.length > 0 ? outcomes : pass();
  },
});

/** An install that rests on an index of an earlier instruction, which the cache may keep for months. */
function staleIndex(run: ImageInstruction): readonly Outcome[] {
  // Scripts that add a source of packages fetch the index themselves: https://deb.nodesource.com/setup_22.x
  if (run.commands.some((command) => /^(?:bash|sh|add-apt-repository)$/.test(plainWords(command)[0] ?? ''))) return [];
  if (runsApt(run, 'update') || cachesFolder(run, APT_LISTS) || run.commands.length === 0) return [];
  return [fail({
    message: `${inShort(run.text)} reads a package index that an earlier instruction fetched and the build may have kept`,
    evidence: [run.at], anchor: `apt-index:${run.stage}:${inShort(run.text)}`, severity: 'medium',
    fix: advised('Run apt-get update in the same RUN as the install'),
  })];
}

/** The lists stay in the layer of the instruction that fetched them. */
function keptLists(run: ImageInstruction): readonly Outcome[] {
  if (!run.final || !runsApt(run, 'update') || cachesFolder(run, APT_LISTS) || removesLists(run)) return [];
  return [fail({
    message: `${inShort(run.text)} leaves the package index in the image`,
    evidence: [run.at], anchor: `apt-lists:${run.stage}:${inShort(run.text)}`, fix: fixFor(run),
  })];
}

function fixFor(run: ImageInstruction): ProposedFix {
  return { title: 'Remove the package index in the same RUN', applicability: 'safe', change: { kind: 'rewrite', how: 'append-command', at: [run.at], with: { command: REMOVE_LISTS } } };
}
