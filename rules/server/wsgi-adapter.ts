import { defineCheck, fail, notApplicable, pass, type Outcome, type ProposedFix } from '#rule';
import { dependencyNamed } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';
import { optionValue } from '../shared/server-options.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.options', 'start.serverCommand', 'runtime.dependencies'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'uvicorn') === undefined) return notApplicable('uvicorn does not serve it');
    const told = optionValue(service.facts, 'interface');
    if (told === undefined) return notApplicable('uvicorn is told no protocol');
    if (told.value !== 'wsgi') return pass();
    const command = facts['start.serverCommand'];
    const title = 'Serve the application with gunicorn, with four threads';
    const isInstalled = dependencyNamed(service.facts, 'gunicorn') !== undefined;
    const fix: ProposedFix = command?.state === 'known' && isInstalled
      ? { title, applicability: 'review', change: { kind: 'rewrite', how: 'serve-with-gunicorn', at: [command], with: { threads: 4 } } }
      : { title, applicability: 'advice', change: { kind: 'advice' } };
    return fail({ message: "uvicorn's own WSGI adapter is deprecated, and holds each request in memory", evidence: [told], anchor: 'interface', fix });
  },
});
