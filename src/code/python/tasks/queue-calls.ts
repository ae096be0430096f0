import type { PythonExpression } from '../../../documents/python-tree.ts';
import { absent, declared } from '../../../model/fact.ts';
import type { QueueCall, QueueSetting } from '../../../model/facts/tasks.ts';
import { importsLibrary } from '../imports-library.ts';
import { instanceOf } from '../instances.ts';
import { functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { scopeOf } from '../scopes.ts';
import { keywordsOf, optionsOf, shown } from '../shown.ts';
import { taskDecorator } from './queue-tasks.ts';

const CELERY = new Set(['delay', 'apply_async', 'retry', 's', 'si', 'signature']);
const RQ = new Set(['enqueue', 'enqueue_call', 'enqueue_in', 'enqueue_at']);
/** What reads a result. */
const READS = new Set(['AsyncResult', 'GroupResult', 'chord', 'chain', 'group']);

/** Calls that send jobs to Celery and RQ, and those that ask Celery for a result. */
export function queueCalls(program: Program): readonly QueueCall[] {
  return [...callsOf(program)].flatMap((site): readonly QueueCall[] => {
    const { callee } = site.call;
    if (callee.kind === 'name' && READS.has(callee.name)) return [callOf(program, site, { library: 'celery', call: callee.name, job: undefined })];
    if (callee.kind !== 'attribute') return [];
    if (READS.has(callee.name)) return [callOf(program, site, { library: 'celery', call: callee.name, job: undefined })];
    const job = CELERY.has(callee.name) ? celeryTask(program, callee.object, site) : undefined;
    if (job !== undefined || (callee.name === 'retry' && callee.object.kind === 'name' && callee.object.name === 'self')) return [callOf(program, site, { library: 'celery', call: callee.name, job })];
    return RQ.has(callee.name) && isRqQueue(program, site) ? [callOf(program, site, { library: 'rq', call: callee.name, job: nameOf(site.call.arguments[0]?.value) })] : [];
  });
}

function callOf(program: Program, site: CallSite, { library, call, job }: { readonly library: string; readonly call: string; readonly job: string | undefined }): QueueCall {
  const { keywords, complete } = keywordsOf(program, site.call, site.place);
  const { file } = site.place;
  return {
    at: shown('queue call', file, site.call.range), library, call, scope: scopeOf(program, site).scope,
    queue: job === undefined ? absent('queue', file.source) : declared('queue', job, file.source, site.call.range), options: optionsOf(program, keywords), complete,
  };
}

/** The name of a Celery task before `.delay`. */
function celeryTask(program: Program, object: PythonExpression, { place }: CallSite): string | undefined {
  const own = functionOf(program, object, place);
  return own !== undefined && taskDecorator(program, own.node, own.place) !== undefined ? own.node.name : undefined;
}

function isRqQueue(program: Program, { call: { callee }, place }: CallSite): boolean {
  const library = callee.kind === 'attribute' ? instanceOf(program, callee.object, place)?.library : undefined;
  return isFrom(library, 'rq', 'Queue') || isFrom(library, 'django_rq', 'get_queue');
}

const nameOf = (expression: PythonExpression | undefined): string | undefined =>
  (expression?.kind === 'name' || expression?.kind === 'attribute' ? expression.name : expression?.kind === 'string' ? expression.value : undefined);

/** `Queue("exports", default_timeout=900)`, and the key of that name in django-rq's `RQ_QUEUES`. */
export function rqSettings(program: Program): readonly QueueSetting[] {
  if (!importsLibrary(program, /^rq(?:\.|$)/)) return [];
  return [...callsOf(program)].flatMap((site): readonly QueueSetting[] => {
    const made = instanceOf(program, site.call, site.place)?.library;
    if (!isFrom(made, 'rq', 'Queue') || site.call.callee.kind === 'call') return [];
    const { keywords } = keywordsOf(program, site.call, site.place);
    return optionsOf(program, keywords).map(({ name, value }) => ({ library: 'rq', name, value, at: shown('setting', site.place.file, site.call.range) }));
  });
}
