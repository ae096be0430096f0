import { defineCheck, notApplicable } from '#rule';
import { hasCapability, withoutQuestions } from '../shared/capabilities.ts';
import { isDeployedTo } from '../shared/platforms.ts';

export default defineCheck({
  needs: [],
  reads: ['service.platforms', 'service.kind', 'web.capabilities', 'web.app', 'start.command', 'start.serverCommand', 'start.steps', 'runtime.dependencies'],
  check(_facts, { service, strings }) {
    if (!isDeployedTo(service.facts, 'railway')) return notApplicable('no file shows that it is deployed to Railway');
    return withoutQuestions(service, hasCapability(service, {
      kind: 'structured-logs', without: 'writes its logs as free text', wrappers: [], packages: strings('packages'), fix: 'Write one JSON object a line',
    }));
  },
});
