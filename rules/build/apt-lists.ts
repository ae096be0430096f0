import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { NO_IMAGE, advised, cachesFolder, inShort, instructionsOf, plainWords } from '../shared/image.ts';

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

function runsApt(run: ImageInstruction, verb: string): boolean {
  return run.commands.some((command) => {
    const [program = '', ...rest] = plainWords(command);
    return /^(?:apt|apt-get|aptitude)$/.test(program) && rest.find((word) => !word.startsWith('-')) === verb;
  });
}

/** An install that rests on an index of an earlier instruction, which the cache may keep for months. */
function staleIndex(run: ImageInstruction): readonly Outcome[] {
  if (runsApt(run, 'update') || cachesFolder(run, /\/var\/lib\/apt/) || run.commands.length === 0) return [];
  return [fail({
    message: `${inShort(run.text)} reads a package index that an earlier instruction fetched and the build may have kept`,
    evidence: [run.at], anchor: `apt-index:${run.stage}:${inShort(run.text)}`, severity: 'medium',
    fix: advised('Run apt-get update in the same RUN as the install'),
  })];
}

/** The lists stay in the layer of the instruction that fetched them. */
function keptLists(run: ImageInstruction): readonly Outcome[] {
  if (!run.final || !runsApt(run, 'update') || cachesFolder(run, /\/var\/lib\/apt/) || cleans(run)) return [];
  return [fail({
    message: `${inShort(run.text)} leaves the package index in the image`,
    evidence: [run.at], anchor: `apt-lists:${run.stage}:${inShort(run.text)}`, fix: fixFor(run),
  })];
}

function cleans(run: ImageInstruction): boolean {
  return run.commands.some(({ words }) => words.includes('rm') && words.some((word) => word.includes('/var/lib/apt') || word === '/var/lib/*' || word.startsWith('/var/lib/{apt')));
}

function fixFor(run: ImageInstruction): ProposedFix {
  return { title: 'Remove the package index in the same RUN', applicability: 'safe', change: { kind: 'rewrite', how: 'append-command', at: [run.at], with: { command: 'rm -rf /var/lib/apt/lists/*' } } };
}
