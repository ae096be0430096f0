import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type Known, type Outcome, type ProposedFix, type ServerOption, type ServiceVariable } from '#rule';
import { followed, isRead, liveVariable } from '../shared/live-variables.ts';
import { serverAmong } from '../shared/served-by.ts';
import { optionNamed } from '../shared/server-options.ts';
import { counted } from '../shared/words.ts';

const COUNT = 'WEB_CONCURRENCY';
const ARGUMENTS = 'GUNICORN_CMD_ARGS';

export default defineCheck({
  needs: ['live.variables'],
  reads: ['live.service', 'live.neighbours', 'live.settings', 'start.server', 'start.command', 'server.options', 'server.workers'],
  check(_facts, { service: { facts } }): Outcome | readonly Outcome[] {
    const server = serverAmong(facts, 'gunicorn', 'uvicorn');
    if (server === undefined) return notApplicable('neither gunicorn nor uvicorn serves it');
    const [count, given] = [liveVariable(facts, COUNT), liveVariable(facts, ARGUMENTS)];
    if (count === undefined && given === undefined) return notApplicable('no variable on Railway steers the server');
    const findings = [
      ...(count === undefined ? [] : [judgedCount(count, server, facts)]),
      ...(given === undefined ? [] : [judgedArguments(given, facts)]),
    ].filter((outcome) => outcome !== undefined);
    return findings.length === 0 ? pass() : findings;
  },
});

function judgedCount(variable: ServiceVariable, server: Known<string>, facts: FactSet): Outcome | undefined {
  const { form, value } = followed(variable, facts);
  const stated = optionNamed(facts, 'workers');
  const isStated = stated !== undefined && stated.by !== COUNT;
  if (variable.quoted === undefined && ['text', 'empty', 'boolean', 'url'].includes(form) && isPlain(variable, facts)) {
    return server.value === 'uvicorn' && isStated ? undefined : noNumber(variable, server);
  }
  const number = /^\d+$/.exec(value?.trim() ?? '')?.[0];
  if (number === '0' && server.value === 'gunicorn' && !isStated) return noWorkers(variable);
  const workers = facts['server.workers'];
  if (number === undefined || !isStated || workers?.state !== 'known' || isRead(variable, facts)) return undefined;
  return shadowed(variable, Number(number), { stated, workers, server });
}

/** The value stands in the variable, or in the one that it refers to: an address with references in it is put together elsewhere. */
function isPlain(variable: ServiceVariable, facts: FactSet): boolean {
  return followed(variable, facts).references.length === 0;
}

function noNumber(variable: ServiceVariable, server: Known<string>): Outcome {
  return fail({
    message: `${COUNT} ${variable.form === 'empty' ? 'is set and empty' : 'is no number'}: ${server.value} stops with ValueError before it starts`,
    evidence: [variable.at, server], anchor: `variable:${COUNT}`, severity: 'high', fix: removal(COUNT),
  });
}

function noWorkers(variable: ServiceVariable): Outcome {
  return fail({
    message: `${COUNT} is 0, so that gunicorn starts no worker and nobody is answered`, evidence: [variable.at], anchor: `variable:${COUNT}`, severity: 'high', fix: removal(COUNT),
  });
}

interface Shadow {
  readonly stated: ServerOption;
  readonly workers: Known<number>;
  readonly server: Known<string>;
}

function shadowed(variable: ServiceVariable, count: number, { stated, workers, server }: Shadow): Outcome {
  const isAlike = count === workers.value;
  return fail({
    message: `${COUNT}=${count} decides nothing: ${stated.by} says that ${server.value} starts ${counted(workers.value, 'worker')}`,
    evidence: [variable.at, workers], anchor: `variable:${COUNT}`, ...(isAlike ? { severity: 'low' } as const : {}), fix: removal(COUNT),
  });
}

/** Options of the variable that the command line gives too, as the reader of gunicorn's settings sees them. */
function judgedArguments(variable: ServiceVariable, facts: FactSet): Outcome | undefined {
  const lost = (valueOf(facts['server.options']) ?? []).filter(({ by, effective }) => by === ARGUMENTS && !effective);
  const [first] = lost;
  const winner = first && optionNamed(facts, first.name);
  if (first === undefined || winner === undefined || valueOf(winner.value) === valueOf(first.value)) return undefined;
  return fail({
    message: `${first.name} in ${ARGUMENTS} decides nothing: ${winner.by} gives it too`, evidence: [variable.at, winner.value], anchor: `variable:${ARGUMENTS}`,
    fix: { title: `Keep ${first.name} in one of the two places`, applicability: 'advice', change: { kind: 'advice' } },
  });
}

function removal(variable: string): ProposedFix {
  return { title: `Take ${variable} away`, applicability: 'review', change: { kind: 'live-variable', variable, to: { kind: 'removed' } } };
}
