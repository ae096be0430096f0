import { defineCheck, valueOf, type Change, type FactSet } from '#rule';
import { hasCapability, withoutQuestions } from '../shared/capabilities.ts';
import { metricsFile } from '../shared/metrics-file.ts';
import { isAtLeast } from '../shared/versions.ts';

/** What counts requests, the package that it needs, and the oldest version of the language that the release of today runs with. */
const TEMPLATES: Readonly<Record<string, { readonly template: string; readonly package: string; readonly since: string }>> = {
  fastapi: { template: 'fastapi/metrics.py', package: 'prometheus-client', since: '3.10' },
  flask: { template: 'flask/metrics.py', package: 'prometheus-client', since: '3.10' },
  express: { template: 'express/metrics.js', package: 'prom-client', since: '20' },
};

export default defineCheck({
  needs: [],
  reads: [
    'service.kind', 'web.capabilities', 'web.app', 'start.command', 'start.serverCommand', 'start.steps', 'runtime.dependencies', 'runtime.manifest',
    'runtime.lockFile', 'runtime.version', 'start.server', 'start.directory', 'server.workers',
  ],
  check: (_facts, { service, strings, text }) => withoutQuestions(service, hasCapability(service, {
    kind: 'metrics', without: 'reports no metrics', wrappers: strings('wrappers'), packages: strings('packages'),
    fix: 'Count requests and their seconds', change: changeFor(service.facts, text),
  })),
});

/** The package, the code, and the folder in which workers of gunicorn add up; undefined where no template is right. */
function changeFor(facts: FactSet, release: (name: string) => string): Change | undefined {
  const [app, manifest, workers] = [valueOf(facts['web.app']), facts['runtime.manifest'], valueOf(facts['server.workers'])];
  const wanted = app === undefined ? undefined : TEMPLATES[app.framework];
  if (wanted === undefined || manifest?.state !== 'known' || facts['runtime.lockFile']?.state === 'known') return undefined;
  const isMany = workers !== undefined && workers > 1;
  const file = isMany ? metricsFile(facts) : undefined;
  // Without that folder each scrape would see one of several processes.
  if (isMany && file === undefined) return undefined;
  return {
    kind: 'all',
    changes: [
      { kind: 'rewrite', how: 'add-dependency', at: [manifest], with: { package: wanted.package, ...(isOld(facts, wanted.since) ? {} : { release: release(wanted.package) }) } },
      { kind: 'insert', template: wanted.template, after: 'web.app', with: { path: '/metrics' } },
      ...(file === undefined ? [] : [file]),
    ],
  };
}

/** The release of today wants a version of the language that is still supported. */
function isOld(facts: FactSet, since: string): boolean {
  const version = valueOf(facts['runtime.version']);
  return version === undefined || !isAtLeast(version, since);
}
