import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Known, type Outcome, type ProposedFix, type Service, type Variable } from '#rule';
import { advised } from '../shared/advised.ts';
import { reasonToStayAlone } from '../shared/alone.ts';
import { serverAmong } from '../shared/served-by.ts';
import { optionNamed } from '../shared/server-options.ts';
import { isNamedIn, isUsedByCommand } from '../shared/used-variables.ts';
import { exampleVariables, isWritten, runVariables } from '../shared/variables.ts';
import { counted } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.options', 'server.workers', 'build.variables', 'deploy.variables', 'start.command', 'start.serverCommand', 'start.steps', 'process.singletons', 'deploy.volumeMount'],
  check(facts, { service, strings }): Outcome | readonly Outcome[] {
    const server = serverAmong(service.facts, 'gunicorn', 'uvicorn', 'hypercorn', 'granian');
    if (server === undefined) return notApplicable('another server serves it');
    const isUvicorn = server.value === 'uvicorn';
    const workers = facts['server.workers'];
    if (workers?.state !== 'known') return notApplicable('the number of workers cannot be told');
    const unread = [...strings('unread'), ...(isUvicorn ? [] : strings('unread-by-others'))];
    const stated = optionNamed(service.facts, 'workers');
    const seen = new Map<string, Outcome>();
    for (const variable of variablesOf(service)) {
      const name = variable.variable;
      const isIdle = unread.includes(name) || (strings('read').includes(name) && stated !== undefined && stated.by !== name);
      if (isIdle && !seen.has(name) && !isUsed(variable, stated?.value, service.facts)) seen.set(name, idle(variable, workers, service.facts));
    }
    return seen.size === 0 ? pass() : [...seen.values()];
  },
});

/** Numbers that files give the variables; what is set for the run before what is only an example. */
function variablesOf(service: Service): readonly Variable[] {
  const set = runVariables(service.facts['deploy.variables'], service.facts['build.variables']).filter(isWritten);
  return [...set, ...exampleVariables(service)].filter(({ value }) => /^\d+$/.test(value ?? ''));
}

/** True where the command, or the file that states the number, reads the variable. */
function isUsed({ variable }: Variable, stated: { readonly state: string; readonly provenance?: Known<unknown>['provenance'] } | undefined, facts: FactSet): boolean {
  if (isUsedByCommand(variable, facts)) return true;
  const file = stated?.provenance?.kind === 'declared' ? stated.provenance.file : undefined;
  if (file === undefined) return false;
  return file.path.endsWith('.py') ? file.text.replaceAll(/#.*/g, '').includes(variable) : isNamedIn(file.text, variable);
}

function idle({ variable, value = '', at, scope }: Variable, workers: Known<number>, facts: FactSet): Outcome {
  const server = valueOf(facts['start.server']) ?? 'the server';
  const isExample = scope === 'example';
  const isAlike = Number(value) === workers.value;
  return fail({
    message: `${counted(workers.value, 'worker')} of ${server} ${workers.value === 1 ? 'starts' : 'start'}${isAlike ? ', whatever' : ';'} ${variable}${isAlike ? ' says' : `=${value} has no effect`}`,
    evidence: [workers, at], anchor: variable,
    ...(isExample || isAlike ? { severity: 'low' } as const : {}),
    fix: fixFor(variable, Number(value), workers.value, facts),
  });
}

/** Where the variable would start more of them, whatever the process keeps to itself would be there more than once. */
function fixFor(variable: string, value: number, now: number, facts: FactSet): ProposedFix {
  const isFree = value <= now || reasonToStayAlone(facts) === undefined;
  if (!isFree) return advised(`Take ${variable} out, or let it decide once several processes can run side by side`);
  return {
    title: `Let ${variable} decide, with ${now} as its default`, applicability: 'review',
    change: { kind: 'set-fact', fact: 'server.workers', value: `\${${variable}:-${now}}` },
  };
}
