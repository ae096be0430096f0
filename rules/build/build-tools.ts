import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, instructionsOf, plainWords } from '../shared/image.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts, { strings }): Outcome {
    const instructions = instructionsOf(facts['build.instructions'])?.filter(({ final }) => final);
    if (instructions === undefined) return NO_IMAGE;
    const runs = instructions.filter(({ keyword, commands }) => keyword === 'RUN' && commands.some(({ words }) => installsSystemPackages(words)));
    if (runs.length === 0) return notApplicable('the final image installs no system packages');
    const left = runs.map((run) => ({ run, tools: toolsOf(run, strings('tools')) })).filter(({ run, tools }) => tools.length > 0 && !removes(run));
    const [first] = left;
    if (first === undefined) return pass();
    return fail({
      message: `the final image holds ${listed(left.flatMap(({ tools }) => tools))}, which only the build needs`,
      evidence: [first.run.at], anchor: 'tools', fix: advised('Build in a stage of its own, and copy what it made into the final one'),
    });
  },
});

function installsSystemPackages(words: readonly string[]): boolean {
  const [program = '', ...rest] = plainWords({ words });
  return (/^apt(?:-get)?$/.test(program) && rest.includes('install')) || (program === 'apk' && rest.includes('add'));
}

function toolsOf({ commands }: ImageInstruction, names: readonly string[]): readonly string[] {
  return commands.filter(({ words }) => installsSystemPackages(words)).flatMap(({ words }) => words.filter((word) => names.includes(word.split('=')[0] ?? '')));
}

/** Packages that are removed in the instruction that installed them leave nothing in its layer. */
function removes({ commands }: ImageInstruction): boolean {
  return commands.some(({ words }) => ['purge', 'remove', 'autoremove', 'del'].some((verb) => words.includes(verb)));
}
