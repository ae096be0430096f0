import { defineCheck, fail, notApplicable, pass, undecided, type Known, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { isAsked } from '../shared/asked.ts';
import { isDeployedTo } from '../shared/platforms.ts';
import { isWritten, protectionOf, trustsAll } from '../shared/protections.ts';
import { recordsIn } from '../shared/records.ts';

export default defineCheck({
  needs: [],
  reads: ['web.httpsRedirects', 'web.protections', 'server.forwardedAllowIps'],
  check(facts, { service }): Outcome | readonly Outcome[] {
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('whose proxy stands before it is not known');
    const redirects = recordsIn(facts['web.httpsRedirects']) ?? [];
    if (redirects.length === 0) return notApplicable('nothing redirects to HTTPS');
    const asking = redirects.filter(asksServer);
    if (asking.length === 0 || trustsAll(facts['server.forwardedAllowIps'])) return pass();
    if (protectionOf(facts['web.protections'], 'proxy-trust') !== undefined) return pass();
    if (!isWritten(facts['server.forwardedAllowIps']) && !isAsked(service.facts)) {
      return undecided('does the dashboard set FORWARDED_ALLOW_IPS=*? Without it each request is redirected to itself');
    }
    return asking.map(finding);
  },
});

/** These ask the server for the scheme; Flask-Talisman, SSLify and the packages of Express read the header themselves. */
function asksServer({ value }: Known<string>): boolean {
  return value.startsWith('SECURE_SSL_REDIRECT') || value.includes('HTTPSRedirectMiddleware');
}

function finding(redirect: Known<string>): Outcome {
  return fail({
    message: 'each request is redirected to HTTPS, those that came by HTTPS too', evidence: [redirect], anchor: 'https', fix: fixOf(redirect),
  });
}

function fixOf(redirect: Known<string>): ProposedFix {
  return redirect.value.startsWith('SECURE_SSL_REDIRECT')
    ? { title: 'Tell Django that X-Forwarded-Proto says how a request came', applicability: 'review', change: { kind: 'rewrite', how: 'trust-proxy-scheme', at: [redirect] } }
    : advised("Take the redirect out: Railway's edge redirects already");
}
