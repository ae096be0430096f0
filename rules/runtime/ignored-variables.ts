import { defineCheck, fail, notApplicable, pass, valueOf } from '#rule';
import { advised } from '../shared/advised.ts';
import { isBuiltByRailway, isDeployedTo } from '../shared/platforms.ts';
import { isUsedByCommand } from '../shared/used-variables.ts';
import { isWritten } from '../shared/variables.ts';

const BUILDERS: Readonly<Record<string, string>> = { railpack: 'RAILPACK', nixpacks: 'NIXPACKS' };

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'build.variables', 'deploy.variables', 'build.builder', 'start.command', 'start.serverCommand', 'start.steps'],
  check(_facts, { service: { facts }, strings }) {
    if (!isDeployedTo(facts, 'railway') || !isBuiltByRailway(facts)) return notApplicable("none of Railway's builders chooses the version");
    const variables = [facts['deploy.variables'], facts['build.variables']].flatMap((fact) => valueOf(fact) ?? []).filter(isWritten);
    const idle = variables.filter(({ variable, scope }) => scope !== 'example' && strings('version').includes(variable) && !isUsedByCommand(variable, facts));
    if (idle.length === 0) return pass();
    const prefix = BUILDERS[valueOf(facts['build.builder']) ?? ''];
    return idle.map(({ variable, value, at }) => fail({
      message: `${variable}${value === undefined ? '' : `=${value}`} chooses no version: the builder reads ${prefix}_${variable}`,
      evidence: [at], anchor: `variable:${variable}`,
      fix: advised(`Ask for the version in a version file instead of ${variable}`),
    }));
  },
});
