import type { PythonExpression } from '../../../documents/python-tree.ts';
import { declared } from '../../../model/fact.ts';
import type { QueueSetting } from '../../../model/facts/tasks.ts';
import { externalName, isFrom } from '../origins.ts';
import { callsOf, moduleOf, type Program } from '../program.ts';
import type { Place, PythonFile, Spot } from '../python-file.ts';
import { isScriptFile } from '../scopes.ts';
import { optionsOf, shown } from '../shown.ts';

/**
 * Settings that rules ask for, with the names that they had before Celery 4:
 * https://docs.celeryq.dev/en/stable/userguide/configuration.html#new-lowercase-settings
 */
const OLD_NAMES: Readonly<Record<string, readonly string[]>> = {
  broker_url: ['BROKER_URL'], broker_transport_options: ['BROKER_TRANSPORT_OPTIONS'], result_backend: ['CELERY_RESULT_BACKEND'], result_expires: ['CELERY_TASK_RESULT_EXPIRES'],
  task_acks_late: ['CELERY_ACKS_LATE'], task_ignore_result: ['CELERY_IGNORE_RESULT'], task_time_limit: ['CELERYD_TASK_TIME_LIMIT'], task_soft_time_limit: ['CELERYD_TASK_SOFT_TIME_LIMIT'],
  task_annotations: ['CELERY_ANNOTATIONS'], task_reject_on_worker_lost: ['CELERY_REJECT_ON_WORKER_LOST'], task_always_eager: ['CELERY_ALWAYS_EAGER'],
  worker_prefetch_multiplier: ['CELERYD_PREFETCH_MULTIPLIER'], worker_concurrency: ['CELERYD_CONCURRENCY'], worker_pool: ['CELERYD_POOL'], worker_disable_prefetch: [],
  visibility_timeout: [],
};

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(OLD_NAMES).flatMap(([name, old]) =>
  [name, `CELERY_${name.toUpperCase()}`, ...old].map((written) => [written, name] as const)));

/** Settings of Celery wherever they are written: keywords of the application, `conf`, a module of settings, Django's `CELERY_`. */
export function celerySettings(program: Program): readonly QueueSetting[] {
  if (![...program.files.values()].some((file) => file.imports.some(({ module }) => /^celery(\.|$)/.test(module)))) return [];
  const files = [...program.files.values()].filter((file) => !isScriptFile(program, file));
  return [...files.flatMap((file) => ofFile(program, file)), ...sources(program), ...forkSignals(program)];
}

function ofFile(program: Program, file: PythonFile): readonly QueueSetting[] {
  const found: { readonly name: string; readonly spot: Spot }[] = [];
  const note = (written: string, spot: Spot) => {
    const name = NAMES.get(written);
    if (name !== undefined && name !== 'visibility_timeout') found.push({ name, spot });
  };
  for (const name of NAMES.keys()) {
    const binding = file.bindings.names.get(name)?.at(-1);
    if (binding?.kind === 'value') note(name, { expression: binding.value, place: moduleOf(file) });
  }
  for (const { target, value, place } of file.assignments) {
    if (target.kind === 'attribute') note(target.name, { expression: value, place });
    if (target.kind === 'subscript' && target.index.kind === 'string') note(target.index.value, { expression: value, place });
  }
  for (const { call, place } of file.calls) {
    const isApplication = isFrom(externalName(program, call.callee, place), 'celery', 'Celery');
    for (const { name, value } of call.arguments) {
      if (name !== undefined) note(isApplication && (name === 'broker' || name === 'backend') ? `${name === 'broker' ? 'broker_url' : 'result_backend'}` : name, { expression: value, place });
      if (value.kind === 'dict') noteEntries(value, place, note);
    }
  }
  return found.flatMap(({ name, spot }) => settingsOf(program, name, spot));
}

function noteEntries(dictionary: PythonExpression & { readonly kind: 'dict' }, place: Place, note: (written: string, spot: Spot) => void): void {
  for (const { key, value } of dictionary.entries) {
    if (key?.kind === 'string') note(key.value, { expression: value, place });
    if (value.kind === 'dict') noteEntries(value, place, note);
  }
}

/** One setting; the entries of a dictionary each. */
function settingsOf(program: Program, name: string, spot: Spot): readonly QueueSetting[] {
  return optionsOf(program, [{ name, spot }]).map((option) => ({
    library: 'celery', name: option.name, value: option.value, at: shown('setting', spot.place.file, spot.expression.range),
  }));
}

/** `app.config_from_object(...)`: more settings may stand where it points. */
function sources(program: Program): readonly QueueSetting[] {
  return [...callsOf(program)].flatMap(({ call, place }): readonly QueueSetting[] => {
    const { callee } = call;
    if (callee.kind !== 'attribute' || !/^config_from_(object|envvar)$/.test(callee.name)) return [];
    const at = shown('setting', place.file, call.range);
    const source = call.arguments[0]?.value;
    const text = source?.kind === 'string' ? source.value : '';
    const isRead = text === 'django.conf:settings' || program.finder.find(text.split(':')[0] ?? '', 0, place.file.path) !== undefined || source?.kind === 'name';
    return [{ library: 'celery', name: isRead ? 'config_source' : 'config_source_unread', value: declared('config_source', text, place.file.source, call.range), at }];
  });
}

/** `@worker_process_init.connect` and `worker_process_init.connect(...)`. */
function forkSignals(program: Program): readonly QueueSetting[] {
  return [...program.files.values()].flatMap((file) => {
    const found = file.imports.find(({ module, names }) => module === 'celery.signals' && names.includes('worker_process_init'));
    const range = file.tree.body[0]?.range;
    if (found === undefined || range === undefined) return [];
    return [{ library: 'celery', name: 'worker_process_init', value: declared('worker_process_init', true, file.source, range), at: shown('setting', file, range) }];
  });
}
