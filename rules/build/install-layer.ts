import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type PackageScript, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { listed } from '../shared/words.ts';

/** Scripts of package.json whose mere presence makes Railpack copy everything before it installs. */
const HOOKS = ['preinstall', 'postinstall', 'prepare'];
const ADVICE: ProposedFix = advised('Take what needs the code out of the install step');

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.builder', 'build.command', 'build.installCommand', 'build.localSources', 'runtime.language', 'runtime.scripts'],
  check(_facts, { service: { facts } }) {
    if (!isDeployedTo(facts, 'railway') || valueOf(facts['build.builder']) !== 'railpack') return notApplicable('Railpack does not build it');
    if (facts['build.installCommand']?.state === 'known') return notApplicable('an install command takes the place of the step');
    const hooks = hooksOf(facts);
    const sources = valueOf(facts['build.localSources']) ?? [];
    const evidence: readonly Evidence[] = [...hooks.map(({ command }) => command), ...sources];
    const [first, ...rest] = evidence;
    if (first === undefined) return pass();
    const [hook] = hooks;
    const because = hook === undefined ? 'a dependency is a folder of the project' : `package.json has ${listed(hooks.map(({ name }) => name))}`;
    return fail({
      message: `dependencies are installed anew with each commit: ${because}, so Railpack copies all of the code first`,
      evidence: [first, ...rest], anchor: 'build.install',
      fix: hook !== undefined && hooks.length === 1 && sources.length === 0 ? withBuild(hook, facts) : ADVICE,
    });
  },
});

function hooksOf(facts: FactSet): readonly PackageScript[] {
  if (valueOf(facts['runtime.language']) !== 'node') return [];
  return (valueOf(facts['runtime.scripts']) ?? []).filter(({ name, command }) => HOOKS.includes(name) && command.value.trim() !== '');
}

/** `prisma generate` runs as well in front of the build, where a script of that name is what Railpack runs. */
function withBuild({ name, command }: PackageScript, facts: FactSet): ProposedFix {
  const build = (valueOf(facts['runtime.scripts']) ?? []).find((script) => script.name === 'build');
  const isGenerate = /^(?:npx )?prisma generate$/.test(command.value.trim());
  if (name !== 'postinstall' || !isGenerate || build === undefined || facts['build.command']?.state === 'known') return ADVICE;
  const isThere = build.command.value.includes('prisma generate');
  return {
    title: 'Run prisma generate in the build script', applicability: 'review',
    change: {
      kind: 'all', changes: [
        { kind: 'rewrite', how: 'remove-key', at: [command] },
        ...(isThere ? [] : [{ kind: 'replace' as const, at: build.command, text: JSON.stringify(`${command.value.trim()} && ${build.command.value}`) }]),
      ],
    },
  };
}
