import { valueOf, type Change, type FactSet } from '#rule';

/** Gives gunicorn the file in which its workers' metrics are added up; undefined for any other server. */
export function metricsFile(facts: FactSet): Change | undefined {
  if (valueOf(facts['start.server']) !== 'gunicorn') return undefined;
  const folder = valueOf(facts['start.directory']) ?? '';
  return { kind: 'create-file', template: 'gunicorn/metrics.conf.py', path: folder === '' ? 'gunicorn.conf.py' : `${folder}/gunicorn.conf.py` };
}
