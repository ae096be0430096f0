import { defineCheck, fail, pass, valueOf, type FactSet, type Variable } from '#rule';
import { isBuiltByRailway } from '../shared/platforms.ts';
import { isUsedByCommand } from '../shared/used-variables.ts';
import { isWritten } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['build.variables', 'deploy.variables', 'build.builder', 'start.command', 'start.serverCommand', 'start.steps', 'server.workers'],
  check(_facts, { service: { facts }, strings }) {
    const idle = variablesOf(facts).flatMap((variable) => {
      const { variable: name } = variable;
      if (isUsedByCommand(name, facts)) return [];
      if (strings('provided').includes(name)) return [{ variable, because: 'Railway sets it itself' }];
      if (strings('version').includes(name) && isBuiltByRailway(facts)) return [{ variable, because: 'no builder of Railway reads it' }];
      if (strings('workers').includes(name) && isCounted(facts)) return [{ variable, because: 'no server reads it' }];
      return [];
    });
    if (idle.length === 0) return pass();
    return idle.map(({ variable, because }) => fail({
      message: `${variable.variable}${variable.value === undefined ? '' : `=${variable.value}`} has no effect: ${because}`,
      evidence: [variable.at], anchor: `variable:${variable.variable}`,
      fix: { title: `Remove ${variable.variable}`, applicability: 'review', change: { kind: 'rewrite', how: 'remove-variable', at: [variable.at] } },
    }));
  },
});

function variablesOf(facts: FactSet): readonly Variable[] {
  const lists = [facts['deploy.variables'], facts['build.variables']].flatMap((fact) => valueOf(fact) ?? []);
  return lists.filter((variable) => variable.scope !== 'example' && isWritten(variable));
}

/** A count that is written in the command itself: no configuration file of the server may read the variable. */
function isCounted(facts: FactSet): boolean {
  const workers = facts['server.workers'];
  return workers?.state === 'known' && (workers.provenance.kind === 'default' || isInCommand(workers.provenance.kind === 'declared' ? workers.provenance.file.path : ''));
}

function isInCommand(path: string): boolean {
  return !/\.(?:py|c?js|m?ts)$/.test(path);
}
