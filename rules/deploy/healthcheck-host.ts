import { defineCheck, fail, pass, undecided, type Fact, type HostAllowlist, type Outcome } from '#rule';
import { covers } from '../shared/hosts.ts';
import { recordsIn } from '../shared/records.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['web.hostAllowlists', 'deploy.healthcheckPath'],
  check(facts, { text }) {
    const lists = recordsIn(facts['web.hostAllowlists']);
    if (lists === undefined) return undecided('nothing says to which hosts the application answers');
    return lists.map((list) => judged(list, text('host'), facts['deploy.healthcheckPath']));
  },
});

function judged(list: HostAllowlist, host: string, path: Fact<string> | undefined): Outcome {
  if (list.hosts.some((pattern) => covers(pattern, host))) return pass();
  if (!list.complete) return undecided('part of the list of hosts comes from the environment');
  if (path?.state !== 'known') return undecided(`no health check path is known, so nobody may ask for ${host}`);
  return fail({
    message: `the health check asks for ${host}, and the application answers ${list.hosts.length === 0 ? 'no host' : `only ${listed(list.hosts)}`}`,
    evidence: [list.at, path], anchor: 'hosts',
    fix: { title: `Add ${host} to the hosts that are answered`, applicability: 'safe', change: { kind: 'rewrite', how: 'add-host', at: [list.at], with: { host } } },
  });
}
