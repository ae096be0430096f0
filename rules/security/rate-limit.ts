import { defineCheck } from '#rule';
import { hasCapability } from '../shared/capabilities.ts';

export default defineCheck({
  needs: [],
  reads: ['web.capabilities', 'web.app', 'start.command', 'start.serverCommand', 'start.steps', 'runtime.dependencies'],
  check: (_facts, { service, strings }) => hasCapability(service, {
    kind: 'rate-limit', without: 'answers each visitor as often as asked', wrappers: strings('wrappers'), packages: strings('packages'),
    fix: 'Limit how often one visitor may ask',
  }),
});
