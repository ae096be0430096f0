import { defineCheck, fail, notApplicable, pass, undecided, type HostAllowlist, type Known, type Outcome } from '#rule';
import { advised } from '../shared/advised.ts';
import { covers } from '../shared/hosts.ts';
import { probeOf } from '../shared/probe.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['web.hostAllowlists', 'deploy.healthcheckPath'],
  check(facts, { text }) {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    const lists = recordsIn(facts['web.hostAllowlists']) ?? [];
    if (lists.length === 0) return notApplicable('no list of hosts was found');
    return lists.map((list) => judged(list, text('host'), path));
  },
});

function judged(list: HostAllowlist, host: string, path: Known<string>): Outcome {
  if (list.hosts.some((pattern) => covers(pattern, host))) return pass();
  if (!list.complete) return undecided(`does the variable that holds the rest of the hosts name ${host}?`);
  return fail({
    message: `the health check asks for ${host}, and the application answers ${list.hosts.length === 0 ? 'no host' : `only ${listed(named(list.hosts))}`}`,
    evidence: [list.at, path], anchor: 'hosts',
    fix: list.hosts.some(isHidden)
      ? advised(`Add ${host} to the variable that holds the hosts`)
      : { title: `Add ${host} to the hosts that are answered`, applicability: 'safe', change: { kind: 'rewrite', how: 'add-host', at: [list.at], with: { host } } },
  });
}

/** True for a host that stands in a variable on Railway, and is shown nowhere. */
function isHidden(host: string): boolean {
  return host.includes('…');
}

function named(hosts: readonly string[]): readonly string[] {
  const known = hosts.filter((host) => !isHidden(host));
  return known.length === hosts.length ? hosts : [...known, 'hosts that are hidden here'];
}
