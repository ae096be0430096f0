import type { PythonFunction } from '../../../documents/python-tree.ts';
import type { Timer } from '../../../model/facts/tasks.ts';
import { choosesOne } from '../../job-words.ts';
import { instanceOf, methodOf } from '../instances.ts';
import { externalName, functionOf, isFrom } from '../origins.ts';
import { callsOf, type Program } from '../program.ts';
import type { CallSite } from '../python-file.ts';
import { isScriptFile, scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';
import { effectsOf } from './effects.ts';

const SCHEDULERS = ['BackgroundScheduler', 'AsyncIOScheduler', 'TornadoScheduler', 'AsyncScheduler', 'GeventScheduler', 'APScheduler'];

/** Work that the program does by its own clock: jobs of APScheduler, functions under `@repeat_every`. */
export function timers(program: Program): readonly Timer[] {
  return [...added(program), ...decorated(program)];
}

function added(program: Program): readonly Timer[] {
  return [...callsOf(program)].flatMap((site): readonly Timer[] => {
    const { call, place } = site;
    if (call.callee.kind !== 'attribute' || call.callee.name !== 'add_job' || !isScheduler(program, site) || !scopeOf(program, site).served) return [];
    const target = argumentOf(call, 0, 'func');
    const job = target === undefined ? undefined : (functionOf(program, target, place) ?? methodOf(program, target, place))?.node;
    if (job === undefined) return [];
    return [{ at: shown('timer', place.file, call.range), library: 'apscheduler', job: job.name, effects: effectsOf(program, job), isChosen: choosesOne(place.file.source.text) }];
  });
}

function isScheduler(program: Program, { call: { callee }, place }: CallSite): boolean {
  const library = callee.kind === 'attribute' ? instanceOf(program, callee.object, place)?.library : undefined;
  return isFrom(library, 'apscheduler', ...SCHEDULERS) || isFrom(library, 'flask_apscheduler', ...SCHEDULERS);
}

function decorated(program: Program): readonly Timer[] {
  return [...program.files.values()].filter((file) => !isScriptFile(program, file)).flatMap((file) => file.functions.flatMap(({ node, place }): readonly Timer[] => {
    const library = node.decorators.map((decorator) => libraryOf(program, decorator, place)).find((name) => name !== undefined);
    return library === undefined ? [] : [{ at: shown('timer', file, node.nameRange), library, job: node.name, effects: effectsOf(program, node), isChosen: choosesOne(file.source.text) }];
  }));
}

/** `@repeat_every(seconds=60)` of fastapi-utils, `@scheduler.scheduled_job("interval")`. */
function libraryOf(program: Program, decorator: PythonFunction['decorators'][number], place: CallSite['place']): string | undefined {
  if (decorator.kind !== 'call') return undefined;
  const name = externalName(program, decorator.callee, place);
  if (isFrom(name, 'fastapi_utils', 'repeat_every') || isFrom(name, 'fastapi_utilities', 'repeat_every', 'repeat_at')) return 'repeat_every';
  const { callee } = decorator;
  if (callee.kind !== 'attribute' || !/^(scheduled_job|task)$/.test(callee.name)) return undefined;
  const library = instanceOf(program, callee.object, place)?.library;
  return isFrom(library, 'apscheduler', ...SCHEDULERS) || isFrom(library, 'flask_apscheduler', ...SCHEDULERS) ? 'apscheduler' : undefined;
}
