import { defineRecordCheck, fail, notApplicable, pass, tableText, type CheckContext, type HostAllowlist, type Outcome, type ProposedFix } from '#rule';
import { isDeployedTo } from '../shared/platforms.ts';

/** Settings that only development or tests load. */
const ASIDE = /(^|\/)(dev|develop|development|local|test|tests|testing|ci|debug)(\.\w+$|\/)|(settings|config)[_-](dev|local|test)\w*\.\w+$/i;

export default defineRecordCheck({
  each: 'web.hostAllowlists',
  needs: [],
  check(list, _facts, context): Outcome {
    if (list.framework !== 'django' && list.framework !== 'starlette') return notApplicable('its hosts are those of a development server');
    if (!list.hosts.includes('*')) return pass();
    if (!list.complete) return notApplicable('the environment decides which hosts are answered');
    if (list.at.provenance.kind === 'declared' && ASIDE.test(list.at.provenance.file.path)) return notApplicable('these settings are for development');
    return fail({ message: 'the application answers to every host name', evidence: [list.at], anchor: 'hosts', fix: fixOf(list, context) });
  },
});

function fixOf({ at }: HostAllowlist, { service, tables }: CheckContext): ProposedFix {
  const title = 'Take the hosts from ALLOWED_HOSTS';
  if (!isDeployedTo(service.facts, 'railway')) return { title, applicability: 'advice', change: { kind: 'advice' } };
  const host = tableText(tables, 'railway/healthcheck-host');
  return { title: `${title}, and answer the health check`, applicability: 'review', change: { kind: 'rewrite', how: 'hosts-from-environment', at: [at], with: { host } } };
}
