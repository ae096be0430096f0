import { defineCheck, fail, notApplicable, pass, valueOf, type Evidence, type FactSet } from '#rule';
import { advised } from '../shared/advised.ts';
import { hasProxy } from '../shared/listening.ts';
import { portsOf } from '../shared/live-ports.ts';
import { counted, listed } from '../shared/words.ts';

export default defineCheck({
  needs: ['live.domains'],
  reads: ['server.port', 'web.listens', 'web.app', 'start.server', 'start.steps', 'live.variables', 'build.variables'],
  check(facts, { service }) {
    const domains = facts['live.domains'].value;
    if (hasProxy(facts['start.steps'])) return notApplicable('a proxy stands in front of the program');
    if (startsSeveral(service.facts)) return notApplicable('the start command starts several servers');
    const ports = portsOf(service.facts);
    const [first] = ports ?? [];
    if (ports === undefined || first === undefined) return notApplicable('nothing says on which port it listens');
    const targets = domains.flatMap(({ domain, port, at }) => (port === undefined ? [] : [{ domain, port, at }]));
    const [target, ...others] = targets;
    if (target === undefined || targets.length < domains.length || targets.some(({ port }) => ports.some(({ value }) => value === port))) return pass();
    const wanted = listed([...new Set(targets.map(({ port }) => String(port)))]);
    const evidence: readonly [Evidence, ...Evidence[]] = [target.at, first.at, ...others.map(({ at }) => at)];
    return fail({
      message: `${targets.length === 1 ? `${target.domain} leads` : `${counted(targets.length, 'domain')} lead`} to port ${wanted}, and ${service.name} listens on ${listed(ports.map(({ value }) => String(value)))}`,
      evidence, anchor: 'target-port', fix: advised(`Give the domain the port ${first.value}, or set PORT where the program follows it`),
    });
  },
});

/** What else the start command starts may listen where the domain leads. */
function startsSeveral(facts: FactSet): boolean {
  const steps = valueOf(facts['start.steps']) ?? [];
  return steps.filter(({ purpose, background }) => background || purpose === 'server').length > 1;
}
