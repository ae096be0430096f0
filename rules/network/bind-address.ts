import { defineCheck, fail, notApplicable, pass, undecided, type Known, type Listen } from '#rule';
import { isAsked } from '../shared/asked.ts';
import { hasProxy, isProgram } from '../shared/listening.ts';
import { webServerOf } from '../shared/web-server.ts';
import { recordsIn } from '../shared/records.ts';
import { decidingVariable } from '../shared/written.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/i;

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'start.server', 'server.host', 'server.bind', 'web.listens', 'start.steps', 'start.serverCommand'],
  check(facts, { service, strings }) {
    const server = webServerOf(service.facts);
    if ('kind' in server) return server;
    const [host, steps, listens] = [facts['server.host'], facts['start.steps'], recordsIn(facts['web.listens'])];
    if (hasProxy(steps)) return pass();
    if (host?.state === 'known') {
      const isGunicornDefault = server.value === 'gunicorn' && host.provenance.kind === 'default';
      const isOpen = host.value.startsWith('$');
      if (isGunicornDefault || (!LOOPBACK.test(host.value) && !isOpen)) return pass();
      const variable = decidingVariable(host);
      if (isOpen || (variable !== undefined && !isAsked(service.facts))) return undecided(`${variable ?? host.value} decides the address`);
      return failed(service.name, host, host.value);
    }
    if (host?.state === 'unresolved') return notApplicable(`the address it listens on cannot be told: ${host.reason}`);
    if (!isProgram(server.value)) return pass();
    if (listens === undefined || listens.length === 0) return notApplicable('no call that listens was found');
    const hidden = listens.map((listen) => loopbackOf(listen, strings('loopback-by-default')));
    const [first] = hidden;
    if (first === undefined || hidden.includes(undefined)) return pass();
    const unsure = listens.find(({ host: own }) => own.state === 'unresolved' || (own.state === 'known' && own.provenance.kind === 'derived'));
    return unsure === undefined ? failed(service.name, first, addressOf(first)) : undecided('an address it listens on comes from the environment');
  },
});

/** What shows that a call listens on loopback; undefined when it does not. */
function loopbackOf(listen: Listen, silent: readonly string[]): Known<unknown> | undefined {
  const { host, at, library } = listen;
  if (host.state === 'known') return LOOPBACK.test(host.value) ? host : undefined;
  return host.state === 'absent' && silent.includes(library) ? at : undefined;
}

/** The address as it is written; a call that names none leaves it to the library. */
function addressOf({ value }: Known<unknown>): string {
  return typeof value === 'string' && LOOPBACK.test(value) ? value : 'localhost by default';
}

function failed(name: string, host: Known<unknown>, address: string) {
  return fail({
    message: `${name} listens only inside its container, on ${address}`,
    evidence: [host], anchor: 'server.host',
    fix: { title: 'Listen on 0.0.0.0', applicability: 'safe', change: { kind: 'set-fact', fact: 'server.host', value: '0.0.0.0' } },
  });
}
