import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet, type Known, type Outcome, type ProposedFix, type PublicDomain, type ServiceVariable } from '#rule';
import { advised } from '../shared/advised.ts';
import { listenedPorts, livePort, type ListenedPorts } from '../shared/live-port.ts';
import { liveVariable } from '../shared/live-variables.ts';
import { webServerOf } from '../shared/web-server.ts';

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'server.port', 'web.listens', 'start.steps', 'build.variables', 'deploy.healthcheckPath', 'live.variables', 'live.domains'],
  check(_facts, { service: { facts } }): Outcome {
    const server = webServerOf(facts);
    if ('kind' in server) return server;
    const variable = liveVariable(facts, 'PORT');
    if (variable !== undefined && isNoNumber(variable)) return noNumber(variable);
    const listened = listenedPorts(facts);
    if (listened === undefined) return notApplicable('nothing says for certain on which port it listens');
    const port = livePort(facts);
    const open = listened.variable === undefined ? listened.numbers : [...(port === undefined ? [] : [port]), ...listened.numbers];
    if (listened.variable !== undefined && port === undefined) return notApplicable('the program listens on the port that Railway chooses');
    return missedByDomains(open, listened, facts) ?? missedByHealthCheck(open, port, facts) ?? pass();
  },
});

/** Text, or nothing at all, in a value that everybody may see; what quotes do is the matter of another rule. */
function isNoNumber({ form, quoted, references }: ServiceVariable): boolean {
  return quoted === undefined && references.length === 0 && ['text', 'empty', 'boolean', 'url'].includes(form);
}

function noNumber({ form, at }: ServiceVariable): Outcome {
  return fail({
    message: form === 'empty' ? 'PORT is set and empty, so that the program gets no port' : 'PORT holds no number, so that the program gets no port',
    evidence: [at], anchor: 'variable:PORT',
    fix: { title: 'Take PORT away, so that Railway chooses it', applicability: 'review', change: { kind: 'live-variable', variable: 'PORT', to: { kind: 'removed' } } },
  });
}

/** No domain with a target port leads to a port that is open. One that does is enough: the others may lead to ports of their own. */
function missedByDomains(open: readonly Known<number>[], listened: ListenedPorts, facts: FactSet): Outcome | undefined {
  const domains = (valueOf(facts['live.domains']) ?? []).filter(({ port }) => port !== undefined);
  const [first] = domains;
  const [own] = open;
  if (first === undefined || own === undefined || domains.some(({ port }) => open.some(({ value }) => value === port))) return undefined;
  return fail({
    message: `${first.domain} leads to port ${first.port}, and the program listens on ${own.value}`,
    evidence: [first.at, ...evidenceOf(own, listened)], anchor: 'server.port', fix: domainFix(domains, listened, own),
  });
}

function evidenceOf(own: Known<number>, { variable }: ListenedPorts): readonly Evidence[] {
  return variable === undefined ? [own] : [own, variable];
}

/** A program that follows PORT can follow it to where all domains lead. */
function domainFix(domains: readonly PublicDomain[], { variable }: ListenedPorts, own: Known<number>): ProposedFix {
  const ports = new Set(domains.map(({ port }) => port));
  const [port] = ports;
  if (variable === undefined || ports.size > 1 || port === undefined) return advised(`Set the target port of the domain to ${own.value}`);
  return portFix(port);
}

function portFix(port: number): ProposedFix {
  return { title: `Set PORT to ${port}`, applicability: 'review', change: { kind: 'live-variable', variable: 'PORT', to: { kind: 'value', value: String(port) } } };
}

/** Railway asks for the health of a service at PORT. */
function missedByHealthCheck(open: readonly Known<number>[], port: Known<number> | undefined, facts: FactSet): Outcome | undefined {
  const path = facts['deploy.healthcheckPath'];
  const [own] = open;
  if (port === undefined || own === undefined || path?.state !== 'known' || open.some(({ value }) => value === port.value)) return undefined;
  return fail({
    message: `the health check asks ${path.value} at port ${port.value}, and the program listens on ${own.value}`,
    evidence: [port, own, path], anchor: 'server.port', fix: portFix(own.value),
  });
}
