import { defineCheck, fail, pass, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { probeOf } from '../shared/probe.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath'],
  check(facts, { text }): Outcome {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    const secret = secretIn(path.value, new RegExp(text('secret'), 'i'));
    if (secret !== undefined) {
      return fail({
        message: `the health check path carries ${secret}, which then stands in every request log`, evidence: [path],
        fix: advised('Let the health route answer without a key'),
      });
    }
    if (SCHEME.test(path.value)) return fail({ message: `the health check path "${path.value}" is an address, and Railway asks for a path`, evidence: [path], fix: pathOnly(path) });
    if (path.value.startsWith('/')) return pass();
    return fail({ message: `the health check path "${path.value}" does not begin with a slash`, evidence: [path], fix: changed(`/${path.value.trim()}`, 'safe') });
  },
});

/** The name of a parameter of the query that holds a secret. */
function secretIn(path: string, names: RegExp): string | undefined {
  const query = path.split('?')[1]?.split('#')[0] ?? '';
  return query.split('&').map((pair) => pair.split('=')[0] ?? '').find((name) => names.test(name));
}

/** The path of an address; a host with nothing behind it leaves the root. */
function pathOnly({ value }: Known<string>): ProposedFix {
  return changed(value.replace(SCHEME, '').replace(/^[^/?#]*/, '') || '/', 'review');
}

function changed(path: string, applicability: 'safe' | 'review'): ProposedFix {
  return { title: `Ask for ${path}`, applicability, change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: path } };
}
