import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type PackageScript, type ProposedFix, type Service } from '#rule';
import { advised } from '../shared/advised.ts';
import { commandsIn, instructionsOf } from '../shared/image.ts';

/** What compiles while it starts, by the words of the command. */
const COMPILES = /^(?:tsx|ts-node(?:-esm)?|nest start)(?:\s|$)|^node\s(?:.*\s)?(?:--import[= ]|--loader[= ]|--require[= ]|-r )(?:tsx|ts-node)\S*/;

/** A script that starts a file which a build has made. */
const COMPILED = /^(?:NODE_ENV=\w+ |cross-env NODE_ENV=\w+ )?(node(?: --[\w-]+(?:=\S+)?)* (?:\.\/)?(?:dist|build|out|lib)\/[\w./-]+)$/;

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.instructions', 'start.serverCommand', 'service.kind', 'runtime.scripts'],
  check(facts, { service }) {
    const [command, kind] = [facts['start.serverCommand'], valueOf(facts['service.kind'])];
    if (command?.state !== 'known' || (kind !== 'web' && kind !== 'worker')) return notApplicable('no program that runs on is known to start');
    if (!/^(?:node|tsx|ts-node|nest)\b/.test(command.value)) return notApplicable('Node does not start it');
    if (!COMPILES.test(command.value)) return pass();
    return fail({ message: `"${command.value}" compiles the program each time it starts`, evidence: [command], anchor: 'start.serverCommand', fix: fixFor(command, service) });
  },
});

/** A script of package.json says how the compiled program starts. */
function fixFor(command: Known<string>, { facts }: Service): ProposedFix {
  const scripts = valueOf(facts['runtime.scripts']) ?? [];
  const compiled = [...new Set(scripts.flatMap((script) => compiledStart(script) ?? []))];
  const [by, ...others] = compiled;
  const hasBuild = scripts.some(({ name }) => name === 'build');
  if (by === undefined || others.length > 0 || !hasBuild || !isCompiledIn(facts)) return advised('Compile in the build, and start the result with node');
  return { title: `Start \`${by}\``, applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [command], with: { words: command.value, by } } };
}

/** Railpack and Nixpacks run the script `build` by themselves; an image is built by what its Dockerfile says. */
function isCompiledIn(facts: Service['facts']): boolean {
  if (valueOf(facts['build.builder']) !== 'dockerfile') return true;
  return commandsIn(instructionsOf(facts['build.instructions']) ?? []).some(({ command: { words } }) => words.some((word) => /^(?:tsc|build(?::[\w:-]+)?)$/.test(word)));
}

function compiledStart({ name, command }: PackageScript): string | undefined {
  return /^(?:start|serve|prod)/.test(name) ? COMPILED.exec(command.value.trim())?.[1] : undefined;
}
