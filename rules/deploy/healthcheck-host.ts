import { defineRecordCheck, fail, pass, undecided } from '#rule';
import { listed } from '../shared/words.ts';

export default defineRecordCheck({
  each: 'web.hostAllowlists',
  needs: [],
  reads: ['deploy.healthcheckPath'],
  check(list, facts, { text }) {
    const host = text('host');
    if (list.hosts.some((pattern) => covers(pattern, host))) return pass();
    if (!list.complete) return undecided('part of the list of hosts comes from the environment');
    const path = facts['deploy.healthcheckPath'];
    if (path?.state !== 'known') return undecided(`no health check path is known, so nobody may ask for ${host}`);
    return fail({
      message: `the health check asks for ${host}, and the application answers ${list.hosts.length === 0 ? 'no host' : `only ${listed(list.hosts)}`}`,
      evidence: [list.at, path], anchor: 'hosts',
      fix: { title: `Add ${host} to the list`, applicability: 'review', change: { kind: 'advice' } },
    });
  },
});

/** `*`, the name itself, Django's `.railway.app` and Starlette's `*.railway.app`. */
function covers(pattern: string, host: string): boolean {
  const name = pattern.toLowerCase().replace(/:\d+$/, '');
  if (name === '*' || name === host) return true;
  return (name.startsWith('.') || name.startsWith('*.')) && host.endsWith(name.replace(/^\*/, ''));
}
