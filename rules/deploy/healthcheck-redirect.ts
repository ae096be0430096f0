import { defineCheck, fail, notApplicable, pass, valueOf, type Known } from '#rule';
import { probeOf } from '../shared/probe.ts';
import { recordsIn } from '../shared/records.ts';
import { answerTo } from '../shared/routes.ts';

export default defineCheck({
  needs: [],
  reads: ['deploy.healthcheckPath', 'web.routes', 'web.httpsRedirects'],
  check(facts) {
    const { path, outcome } = probeOf(facts['deploy.healthcheckPath']);
    if (path === undefined) return outcome;
    const answer = answerTo(path.value, valueOf(facts['web.routes']) ?? []);
    if (answer.kind === 'redirected') return redirectedBySlash(path, answer.route.path);
    const redirects = recordsIn(facts['web.httpsRedirects']);
    const [redirect] = redirects ?? [];
    if (redirect !== undefined) return redirectedToHttps(path, redirect);
    return facts['web.routes']?.state === 'known' || redirects !== undefined ? pass() : notApplicable('the routes of the application cannot be read');
  },
});

function redirectedBySlash(path: Known<string>, route: Known<string>) {
  return fail({
    message: `the health check asks for ${path.value} and is redirected to ${route.value}`,
    evidence: [path, route],
    fix: { title: `Let the health check ask for ${route.value}`, applicability: 'safe', change: { kind: 'set-fact', fact: 'deploy.healthcheckPath', value: route.value } },
  });
}

/** Whether the probe says that it came by HTTPS is not documented. */
function redirectedToHttps(path: Known<string>, redirect: Known<string>) {
  const title = `Exempt ${path.value} from the redirect`;
  return fail({
    message: `the health check of ${path.value} comes by plain HTTP and is redirected to HTTPS`,
    evidence: [redirect, path], anchor: 'https', confidence: 'medium',
    // Of the others only some can exempt a path, each in its own way.
    fix: redirect.value.startsWith('SECURE_SSL_REDIRECT')
      ? { title, applicability: 'review', change: { kind: 'rewrite', how: 'exempt-path', at: [redirect], with: { path: path.value } } }
      : { title, applicability: 'advice', change: { kind: 'advice' } },
  });
}
