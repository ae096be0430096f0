import { defineCheck } from '#rule';
import { hasCapability } from '../shared/capabilities.ts';

export default defineCheck({
  needs: [],
  reads: ['web.capabilities', 'web.app', 'start.command', 'start.serverCommand', 'start.steps', 'runtime.dependencies'],
  check: (_facts, { service, strings }) => hasCapability(service, {
    kind: 'metrics', without: 'reports no metrics', wrappers: strings('wrappers'), packages: strings('packages'),
    fix: 'Count requests and their seconds',
  }),
});
