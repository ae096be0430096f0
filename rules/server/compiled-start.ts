import { defineCheck, fail, notApplicable, pass, valueOf, type Known, type PackageScript, type ProposedFix, type Service } from '#rule';
import { advised } from '../shared/advised.ts';

/** What compiles while it starts, by the words of the command. */
const COMPILES = /^(?:tsx|ts-node(?:-esm)?|nest start)(?:\s|$)|^node\s(?:.*\s)?(?:--import[= ]|--loader[= ]|--require[= ]|-r )(?:tsx|ts-node)\S*/;

/** A script that starts a file which a build has made. */
const COMPILED = /^(?:NODE_ENV=\w+ |cross-env NODE_ENV=\w+ )?(node(?: --[\w-]+(?:=\S+)?)* (?:\.\/)?(?:dist|build|out|lib)\/[\w./-]+)$/;

export default defineCheck({
  needs: [],
  reads: ['start.serverCommand', 'service.kind', 'runtime.scripts'],
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
  const isBuilt = scripts.some(({ name }) => name === 'build');
  if (by === undefined || others.length > 0 || !isBuilt) return advised('Compile in the build, and start the result with node');
  return { title: `Start \`${by}\``, applicability: 'review', change: { kind: 'rewrite', how: 'replace-words', at: [command], with: { words: command.value, by } } };
}

function compiledStart({ name, command }: PackageScript): string | undefined {
  return /^(?:start|serve|prod)/.test(name) ? COMPILED.exec(command.value.trim())?.[1] : undefined;
}
