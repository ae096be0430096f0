import { defineCheck, fail, pass, undecided, type Evidence, type Known, type Listen } from '#rule';
import { hasProxy, isProgram } from '../shared/listening.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/i;

export default defineCheck({
  needs: ['start.server'],
  reads: ['server.host', 'server.bind', 'web.listens', 'start.steps', 'start.serverCommand'],
  check(facts, { service, strings }) {
    const [server, host, steps, listens] = [facts['start.server'], facts['server.host'], facts['start.steps'], facts['web.listens']];
    if (hasProxy(steps)) return pass();
    if (host?.state === 'known') {
      const isGunicornDefault = server.value === 'gunicorn' && host.provenance.kind === 'default';
      return !LOOPBACK.test(host.value) || isGunicornDefault ? pass() : failed(service.name, host);
    }
    if (host?.state === 'unresolved') return undecided(`the address it listens on cannot be told: ${host.reason}`);
    if (!isProgram(server.value)) return pass();
    if (listens?.state !== 'known') return undecided('the address it listens on cannot be told');
    const hidden = listens.value.map((listen) => loopbackOf(listen, strings('loopback-by-default')));
    const [first] = hidden;
    if (first === undefined || hidden.includes(undefined)) return pass();
    const unsure = listens.value.find((listen) => listen.host.state === 'unresolved');
    return unsure === undefined ? failed(service.name, first) : undecided('an address it listens on comes from the environment');
  },
});

/** What shows that a call listens on loopback; undefined when it does not. */
function loopbackOf(listen: Listen, silent: readonly string[]): Known<unknown> | undefined {
  const { host, at, library } = listen;
  if (host.state === 'known') return LOOPBACK.test(host.value) ? host : undefined;
  return host.state === 'absent' && silent.includes(library) ? at : undefined;
}

function failed(name: string, host: Known<unknown>) {
  const evidence: readonly [Evidence] = [host];
  const isAddress = typeof host.value === 'string' && LOOPBACK.test(host.value);
  return fail({
    message: `${name} listens only inside its container${isAddress ? `, on ${String(host.value)}` : ''}`,
    evidence, anchor: 'server.host',
    fix: { title: 'Listen on 0.0.0.0', applicability: 'safe', change: { kind: 'set-fact', fact: 'server.host', value: '0.0.0.0' } },
  });
}
