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
    const names = [...new Set(left.flatMap(({ tools }) => tools))];
    const later = instructions.slice(instructions.indexOf(first.run) + 1).find((run) => removesAll(run, names));
    return fail({
      message: later === undefined
        ? `the final image holds ${listed(names)}, which only the build needs`
        : `the final image still carries ${listed(names)}: they are removed in a layer of their own, which makes it no smaller`,
      evidence: [first.run.at, ...(later === undefined ? [] : [later.at])], anchor: 'tools', fix: advised('Build in a stage of its own, and copy what it made into the final one'),
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

/** A later RUN that removes them all. */
function removesAll(run: ImageInstruction, names: readonly string[]): boolean {
  return removes(run) && names.every((name) => run.commands.some(({ words }) => words.includes(name)));
}

/** Packages that are removed in the instruction that installed them leave nothing in its layer. */
function removes({ commands }: ImageInstruction): boolean {
  return commands.some(({ words }) => ['purge', 'remove', 'autoremove', 'del'].some((verb) => words.includes(verb)));
}
