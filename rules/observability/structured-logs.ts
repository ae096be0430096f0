import { defineCheck } from '#rule';
import { hasCapability } from '../shared/capabilities.ts';

export default defineCheck({
  needs: [],
  reads: ['web.capabilities', 'web.app', 'start.command', 'start.serverCommand', 'start.steps', 'runtime.dependencies'],
  check: (_facts, { service, strings }) => hasCapability(service, {
    kind: 'structured-logs', without: 'writes its logs as free text', wrappers: strings('wrappers'), packages: strings('packages'),
    fix: 'Write one JSON object a line',
  }),
});
