import { defineCheck, fail, notApplicable, pass, valueOf, type ImageInstruction, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { stagesIn } from '../shared/image-stages.ts';
import { NO_IMAGE, commandsIn, copiesAll, contextSources, inShort, instructionsOf, plainWords, type Ran } from '../shared/image.ts';
import { listed } from '../shared/words.ts';

/** The package that replaces variables of a prefix by their values. */
const BUNDLERS: readonly (readonly [string, string])[] = [['NEXT_PUBLIC_', 'next'], ['VITE_', 'vite'], ['REACT_APP_', 'react-scripts'], ['GATSBY_', 'gatsby'], ['EXPO_PUBLIC_', 'expo']];

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.publicVariables', 'build.contextFiles', 'runtime.dependencies'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const packages = new Set((valueOf(facts['runtime.dependencies']) ?? []).map(({ name }) => name));
    const wanted = (valueOf(facts['build.publicVariables']) ?? []).filter(({ value }) => BUNDLERS.some(([prefix, name]) => value.startsWith(prefix) && packages.has(name)));
    const built = stagesIn(instructions).flatMap((stage) => buildOf(stage) ?? [])[0];
    if (wanted.length === 0 || built === undefined) return notApplicable('it builds nothing for browsers from variables that an example names');
    if (isOfOtherPackage(built) && !instructions.some(({ words }) => words.some((word) => word !== undefined && /(?:^|\/)\.next(?:\/|$)/.test(word)))) return notApplicable('it builds a package of the workspace, and takes no pages from it');
    if (bringsFile(instructions, valueOf(facts['build.contextFiles']) ?? [])) return notApplicable('a file of the folder sets variables while it is built');
    const seen = new Set(instructions.flatMap(({ variables }) => variables.map(({ name }) => name)));
    const [first, ...rest] = wanted.filter(({ value }) => !seen.has(value));
    if (first === undefined) return pass();
    return missing([first, ...rest], built);
  },
});

/** The RUN of a stage that bundles: `npm run build`, `next build`, `vite build`. */
function buildOf(stage: readonly ImageInstruction[]): Ran | undefined {
  return commandsIn(stage).find(({ command }) => {
    const [program = '', ...rest] = plainWords(command);
    const words = /^(?:npx|bunx)$/.test(program) ? rest : [program, ...rest];
    return words.includes('build') && /^(?:npm|pnpm|yarn|bun|next|vite|turbo|react-scripts|gatsby)$/.test(words[0] ?? '');
  });
}

/** A build of one package of a workspace, which need not be the one that a bundler's dependency is for: `pnpm --filter api build`. */
function isOfOtherPackage({ command, run }: Ran): boolean {
  return command.words.some((word) => /^(?:--filter|-F|--workspace|-w|workspace|--prefix|--cwd|--dir|-C)(?:=|$)/.test(word)) || run.commands.some(({ words }) => words[0] === 'cd');
}

/** A committed `.env` or `.env.production` gives the values. */
function bringsFile(instructions: readonly ImageInstruction[], names: readonly string[]): boolean {
  const own = names.filter((name) => /^\.env(?:\.(?:production|local|production\.local))?$/.test(name));
  return instructions.some((each) => contextSources(each).some((source) => /(?:^|\/)\.env(?!.*example)/.test(source)) || (own.length > 0 && copiesAll(each)));
}

function missing(variables: readonly [Known<string>, ...Known<string>[]], { command, run }: Ran): Outcome {
  const names = variables.map(({ value }) => value);
  return fail({
    message: `${inShort(command.at.value)} sees no ${listed(names)}: the Dockerfile declares no ARG for ${names.length === 1 ? 'it' : 'them'}`,
    evidence: [command.at, ...variables.slice(0, 3)], anchor: 'public-variables', fix: fixFor(names, run),
  });
}

function fixFor(names: readonly string[], run: ImageInstruction): ProposedFix {
  if (run.commands.length === 0) return advised('Declare an ARG for each before the build');
  return {
    title: `Declare ARG ${listed(names)} before the build`, applicability: 'safe',
    change: { kind: 'rewrite', how: 'insert-instruction', at: [run.at], with: { text: names.map((name) => `ARG ${name}`).join('\n') } },
  };
}
