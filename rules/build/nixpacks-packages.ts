import { defineCheck, fail, notApplicable, pass, valueOf, type BuildList, type FactSet, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { buildLists } from '../shared/build-lists.ts';
import { listed } from '../shared/words.ts';

/** The runtime among Nix packages: with it the list is a choice of its release, and `...` would install a second one. */
const RUNTIMES: Readonly<Record<string, RegExp>> = { node: /^(?:nodejs|bun|deno)/, python: /^(?:python|pypy)\d?/ };

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.lists', 'runtime.language', 'runtime.dependencies'],
  check(_facts, { service: { facts }, strings }): Outcome {
    const language = valueOf(facts['runtime.language']) ?? '';
    const runtime = RUNTIMES[language];
    if (valueOf(facts['build.builder']) !== 'nixpacks' || runtime === undefined) return notApplicable('Nixpacks installs no Python or Node here');
    const list = buildLists(facts).find(({ key }) => key === 'phases.setup.nixPkgs' || key === 'phases.setup.nixPackages');
    if (list === undefined || list.extends) return pass();
    if (!list.items.some((item) => runtime.test(item))) return withoutRuntime(list, language);
    return language === 'python' ? withoutCompiler(list, facts, strings('compiled')) : pass();
  },
});

/** Nothing brings the runtime any more. */
function withoutRuntime(list: BuildList, language: string): Outcome {
  const name = language === 'node' ? 'Node' : 'Python';
  return fail({
    message: `nixPkgs lists ${listed(list.items)} in place of Nixpacks' own packages, ${name} among them`,
    evidence: [list.at], anchor: 'nixPkgs', severity: 'critical',
    fix: {
      title: 'Add "..." to nixPkgs, which stands for the packages that Nixpacks finds by itself', applicability: 'review',
      change: { kind: 'rewrite', how: 'add-to-list', at: [list.at], with: { item: '...' } },
    },
  });
}

/** Python is there, and what Nixpacks adds for packages that are built from source is not. */
function withoutCompiler(list: BuildList, facts: FactSet, compiled: readonly string[]): Outcome {
  if (list.items.some((item) => /^(?:gcc|clang|stdenv)/.test(item))) return pass();
  const needing = (valueOf(facts['runtime.dependencies']) ?? []).filter(({ kind, name }) => kind === 'production' && compiled.includes(name));
  const [first] = needing;
  if (first === undefined) return pass();
  return fail({
    message: `nixPkgs takes the place of Nixpacks' own packages, without whose gcc and headers ${listed(needing.map(({ name }) => name))} cannot be built`,
    evidence: [list.at, first.at], anchor: 'nixPkgs', severity: 'high',
    fix: advised('Name the version in .python-version and let nixPkgs begin with "..."'),
  });
}
