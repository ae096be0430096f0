import { defineCheck, fail, notApplicable, pass, tableText, valueOf, type FactSet, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { dependencyNamed, mayBeAtLeast } from '../shared/dependencies.ts';
import { serverAmong } from '../shared/served-by.ts';

/** Packages whose programs count on green threads. */
const GREEN = ['flask-socketio', 'python-socketio', 'eventlet-websocket', 'nameko', 'celery'];

export default defineCheck({
  needs: [],
  reads: ['start.server', 'server.workerClass', 'runtime.dependencies', 'server.threads'],
  check(facts, { service, tables }): Outcome {
    if (serverAmong(service.facts, 'gunicorn') === undefined) return notApplicable('gunicorn does not serve it');
    const workerClass = facts['server.workerClass'];
    if (workerClass?.state !== 'known' || !/eventlet/i.test(workerClass.value)) return pass();
    const gunicorn = dependencyNamed(service.facts, 'gunicorn');
    const removed = tableText(tables, 'servers/gunicorn-without-eventlet');
    if (gunicorn !== undefined && !mayBeAtLeast(gunicorn, removed)) return pass();
    const version = gunicorn?.version;
    return fail({
      message: `gunicorn has no eventlet worker from ${removed} on, and ${version === undefined ? 'nothing holds it below that' : `${version} is installed`}`,
      evidence: gunicorn === undefined ? [workerClass] : [workerClass, gunicorn.at], anchor: 'server.workerClass',
      ...(version === undefined ? { severity: 'high' } as const : {}),
      fix: otherWorker(service.facts),
    });
  },
});

function otherWorker(facts: FactSet): ProposedFix {
  if (dependencyNamed(facts, 'gevent') !== undefined) return { title: 'Use the worker class gevent, which is installed', applicability: 'review', change: { kind: 'set-fact', fact: 'server.workerClass', value: 'gevent' } };
  if (GREEN.some((name) => dependencyNamed(facts, name) !== undefined)) return advised('Move to gevent, with the code that counts on eventlet');
  const change = { kind: 'set-fact', fact: 'server.workerClass', value: 'gthread' } as const;
  if ((valueOf(facts['server.threads']) ?? 1) > 1) return { title: 'Use the worker class gthread', applicability: 'review', change };
  return { title: 'Use the worker class gthread, with four threads', applicability: 'review', change: { kind: 'all', changes: [change, { kind: 'set-fact', fact: 'server.threads', value: 4 }] } };
}
