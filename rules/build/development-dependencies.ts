import { defineCheck, fail, notApplicable, pass, valueOf, type Dependency } from '#rule';
import { advised } from '../shared/advised.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['runtime.dependencies', 'runtime.manifest', 'runtime.scripts', 'start.command', 'start.serverCommand', 'start.server', 'service.processes'],
  check(_facts, { service: { facts }, strings }) {
    const manifest = facts['runtime.manifest'];
    const dependencies = valueOf(facts['runtime.dependencies']) ?? [];
    if (manifest?.state !== 'known' || dependencies.length === 0) return notApplicable('no dependencies are known');
    const commands = [facts['start.command'], facts['start.serverCommand']].map((fact) => valueOf(fact) ?? '');
    const processes = (valueOf(facts['service.processes']) ?? []).map(({ command }) => valueOf(command) ?? '');
    const scripts = (valueOf(facts['runtime.scripts']) ?? []).filter(({ name }) => /^(?:start|build|postinstall)/.test(name)).map(({ command }) => command.value);
    const run = [...commands, ...processes, ...scripts].join('\n');
    const tools = dependencies.filter((dependency) => isTool(dependency, strings(dependency.language)) && !run.includes(dependency.name));
    const [first, ...rest] = tools;
    if (first === undefined) return pass();
    return fail({
      message: `${manifest.value} installs ${listed(tools.map(({ name }) => name))} in production`,
      evidence: [first.at, ...rest.slice(0, 2).map(({ at }) => at)], anchor: 'development',
      fix: advised(first.language === 'node' ? 'Move them to devDependencies' : 'Move them to a file or group for development'),
    });
  },
});

/** A file that another one includes may be for development by its name: whether it is installed, only its installer knows. */
function isTool({ kind, name, at }: Dependency, tools: readonly string[]): boolean {
  const path = at.provenance.kind === 'declared' ? at.provenance.file.path : '';
  return kind === 'production' && tools.includes(name) && !/(?:^|[/_-])(?:dev|development|test|tests|lint|docs|ci|local)(?:[./_-]|$)/.test(path);
}
