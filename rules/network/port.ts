import { defineCheck, fail, notApplicable, pass, undecided, type Evidence, type Fact, type FactSet, type Known, type Listen, type Outcome, type Service, type Variable } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { hasProxy, isProgram } from '../shared/listening.ts';
import { webServerOf } from '../shared/web-server.ts';
import { recordsIn } from '../shared/records.ts';
import { decidingVariable } from '../shared/written.ts';
import { runVariables, variableAt } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'server.port', 'web.listens', 'start.steps', 'deploy.variables', 'build.variables', 'service.platforms', 'deploy.healthcheckPath', 'live.domains'],
  check(facts, { service }): Outcome {
    const server = webServerOf(service.facts);
    if ('kind' in server) return server;
    const outcome = judged(server, service);
    if (outcome.kind === 'fail' && isReachedAnyway(outcome.evidence[0], service.facts)) return pass();
    const isPlatformKnown = facts['service.platforms']?.state === 'known';
    return outcome.kind === 'fail' && !isPlatformKnown ? notApplicable(`${outcome.message}, and no file says which platform gives it`) : outcome;
  },
});

/** True where nothing follows PORT on the platform: each domain leads to the number, and no health check asks. */
function isReachedAnyway(port: Evidence, facts: FactSet): boolean {
  const [domains, number] = [facts['live.domains'], port.state === 'known' ? port.value : undefined];
  return domains?.state === 'known' && facts['deploy.healthcheckPath']?.state !== 'known' && domains.value.every((domain) => domain.port === number);
}

function judged(server: Known<string>, { name, facts }: Service): Outcome {
  const [port, listens] = [facts['server.port'], recordsIn(facts['web.listens'])];
  if (hasProxy(facts['start.steps'])) return pass();
  // An image's `ENV PORT`, which the platform's own PORT replaces.
  if (port?.state === 'known' && variableAt(port, facts['build.variables'])?.variable === 'PORT') return pass();
  if (port?.state === 'known') return judgedPort({ name, facts }, port, server);
  if (port?.state === 'unresolved') return notApplicable(`the port cannot be told: ${port.reason}`);
  if (!isProgram(server.value)) return notApplicable('nothing says on which port it listens');
  if (listens === undefined || listens.length === 0) return notApplicable('nothing says on which port it listens');
  return judgedListens(name, listens, facts['deploy.variables']);
}

function judgedPort({ name, facts }: Pick<Service, 'name' | 'facts'>, port: Known<number | string>, server: Known<string>): Outcome {
  if (typeof port.value === 'string') return judgedVariable(port.value);
  const isGunicornDefault = server.value === 'gunicorn' && port.provenance.kind === 'default';
  if (isGunicornDefault || isSet(port.value, facts['deploy.variables'])) return pass();
  const variable = decidingVariable(port);
  // What another variable comes to is known where the platform was asked.
  if (variable !== undefined && (variable === 'PORT' || !isAsked(facts))) return judgedVariable(variable);
  return failed(`${name} listens on ${port.value} whatever PORT says`, port);
}

function judgedVariable(text: string): Outcome {
  return /\bPORT\b/.test(text) ? pass() : undecided(`the port comes from ${text}, not from PORT`);
}

/** One listen call that follows PORT is enough: the others are for metrics and the like. */
function judgedListens(name: string, listens: readonly Listen[], variables: Fact<readonly Variable[]> | undefined): Outcome {
  const ports = listens.map(({ port }) => port);
  if (ports.some((port) => port.state === 'known' && (port.value === 'PORT' || (typeof port.value === 'number' && isSet(port.value, variables))))) return pass();
  const named = ports.find((port) => port.state === 'known' && typeof port.value === 'string');
  if (named?.state === 'known') return judgedVariable(String(named.value));
  if (ports.some((port) => port.state !== 'known')) return notApplicable('the port cannot be told');
  const [first] = ports;
  if (first?.state !== 'known') return notApplicable('the port cannot be told');
  return failed(`${name} listens on ${first.value} whatever PORT says`, first);
}

function isSet(port: number, variables: Fact<readonly Variable[]> | undefined): boolean {
  return runVariables(variables).some(({ variable, value }) => variable === 'PORT' && value === String(port));
}

function failed(message: string, port: Known<number | string>): Outcome {
  return fail({
    message, evidence: [port], anchor: 'server.port',
    fix: { title: `Listen on PORT, with ${port.value} as its default`, applicability: 'review', change: { kind: 'set-fact', fact: 'server.port', value: `\${PORT:-${port.value}}` } },
  });
}
