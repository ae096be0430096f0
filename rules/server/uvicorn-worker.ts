import { defineCheck, fail, notApplicable, pass, type Change, type Known, type Outcome, type ProposedFix } from '#rule';
import { dependencyNamed } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workerClass', 'runtime.dependencies', 'runtime.manifest', 'runtime.lockFile'],
  check(facts, { service }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const workerClass = facts['server.workerClass'];
    const [, name] = workerClass?.state === 'known' ? /^uvicorn\.workers\.(Uvicorn(?:H11)?Worker)$/.exec(workerClass.value) ?? [] : [];
    if (workerClass?.state !== 'known' || name === undefined) return pass();
    const change: Change = { kind: 'set-fact', fact: 'server.workerClass', value: `uvicorn_worker.${name}` };
    const manifest = facts['runtime.manifest'];
    return fail({
      message: `${workerClass.value} is deprecated, and a release of uvicorn may leave it out`,
      evidence: [workerClass], anchor: 'server.workerClass',
      fix: dependencyNamed(service.facts, 'uvicorn-worker') !== undefined
        ? { title: `Name uvicorn_worker.${name}, which is installed`, applicability: 'safe', change }
        : withPackage(change, manifest?.state === 'known' && facts['runtime.lockFile']?.state !== 'known' ? manifest : undefined),
    });
  },
});

/** A lock file has to be made anew with the manifest, which only its tool can do. */
function withPackage(change: Change, manifest: Known<string> | undefined): ProposedFix {
  const title = 'Install uvicorn-worker, and take the worker class from it';
  if (manifest === undefined) return { title, applicability: 'advice', change: { kind: 'advice' } };
  const addition: Change = { kind: 'rewrite', how: 'add-dependency', at: [manifest], with: { package: 'uvicorn-worker', release: '0.4.0' } };
  return { title, applicability: 'review', change: { kind: 'all', changes: [addition, change] } };
}
