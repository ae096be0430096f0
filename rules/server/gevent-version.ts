import { defineCheck, fail, notApplicable, pass, tableText, type Dependency, type Outcome, type ProposedFix } from '#rule';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';
import { isAtLeast } from '../shared/versions.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workerClass', 'runtime.dependencies', 'runtime.lockFile'],
  check(facts, { service, tables }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const workerClass = facts['server.workerClass'];
    if (workerClass?.state !== 'known' || !/gevent/i.test(workerClass.value)) return notApplicable('gevent does not serve the requests');
    const [gevent, gunicorn] = [dependencyNamed(service.facts, 'gevent'), dependencyNamed(service.facts, 'gunicorn')];
    const [floor, since] = [tableText(tables, 'servers/gevent-floor'), tableText(tables, 'servers/gunicorn-with-gevent-floor')];
    if (gevent?.version === undefined || isAtLeast(gevent.version, floor)) return pass();
    if (gunicorn !== undefined && !mayBeAtLeast(gunicorn, since)) return pass();
    return fail({
      message: `gunicorn's worker wants gevent ${floor}, and ${gevent.version} is installed: no worker starts`,
      evidence: [gevent.at, workerClass], anchor: 'gevent',
      ...(gunicorn?.version === undefined ? { severity: 'medium' } as const : {}),
      fix: raised(gevent, floor, facts['runtime.lockFile']?.state === 'known'),
    });
  },
});

/** A lock file has to be made anew with the manifest, which only its tool can do. */
function raised({ at, version }: Dependency, floor: string, isLocked: boolean): ProposedFix {
  const title = `Ask for gevent ${floor}`;
  if (isLocked || version === undefined || !at.value.includes(version)) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'review', change: { kind: 'replace', at, text: at.value.replace(version, floor) } };
}
