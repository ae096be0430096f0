import { valueOf, type Change, type FactSet, type ProposedFix } from '#rule';
import { advised } from './advised.ts';
import { isAtLeastForSure, packageNamed } from './queues.ts';

/** The files that keep jobs in a queue, in the folder of the application; undefined where they would not fit in. */
type Files = (facts: FactSet, folder: string) => readonly [Change, ...Change[]];

/** By the queue's package and the framework of the service. */
const TEMPLATES: readonly { readonly package: string; readonly framework: string; readonly files: Files }[] = [
  {
    package: 'arq', framework: 'fastapi',
    files: (_facts, folder) => [{ kind: 'create-file', template: 'arq/jobs.py', path: `${folder}job_queue.py`, with: { module: `${folder.replaceAll('/', '.')}job_queue` } }],
  },
  {
    package: 'bullmq', framework: 'express',
    files: (_facts, folder) => [
      { kind: 'create-file', template: 'bullmq/jobs.js', path: `${folder}job-queue.js` }, { kind: 'create-file', template: 'bullmq/worker.js', path: `${folder}job-worker.js` },
    ],
  },
  {
    package: 'pg-boss', framework: 'express',
    files: (facts, folder) => [
      { kind: 'create-file', template: 'pg-boss/jobs.js', path: `${folder}job-queue.js`, with: { binding: hasNamedExport(facts) ? '{ PgBoss }' : 'PgBoss' } },
      { kind: 'create-file', template: 'pg-boss/worker.js', path: `${folder}job-worker.js` },
    ],
  },
];

const hasNamedExport = (facts: FactSet): boolean => isAtLeastForSure(packageNamed(facts, 'pg-boss') ?? { version: undefined, specifier: '' }, '11');

/** Where the queue's package is there already, its files come in; which queue somebody wants cannot be told otherwise. */
export function jobTemplate(facts: FactSet, title: string): ProposedFix {
  const app = valueOf(facts['web.app']);
  const found = TEMPLATES.find(({ package: name, framework }) => framework === app?.framework && isFitting(facts, name));
  const place = app?.variable.provenance;
  if (found === undefined || place?.kind !== 'declared' || !isFittingFile(place.file)) return advised(title);
  const { path } = place.file;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  const [first, ...rest] = found.files(facts, folder);
  const made = [first, ...rest].flatMap((change) => (change.kind === 'create-file' ? [change.path] : []));
  return { title: `${title}, with ${made.join(' and ')}`, applicability: 'review', change: rest.length === 0 ? first : { kind: 'all', changes: [first, ...rest] } };
}

/** A release that the files are written for. */
function isFitting(facts: FactSet, name: string): boolean {
  const found = packageNamed(facts, name);
  return found?.kind === 'production' && isAtLeastForSure(found, name === 'pg-boss' ? '10' : name === 'bullmq' ? '5' : '0.23');
}

/** Python, or an ES module, which may import one; TypeScript would want types. */
function isFittingFile({ path, text }: { readonly path: string; readonly text: string }): boolean {
  return path.endsWith('.py') || path.endsWith('.mjs') || (path.endsWith('.js') && /^\s*import\b/m.test(text));
}
