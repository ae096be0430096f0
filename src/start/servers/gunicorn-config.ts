import { certain } from '../../documents/shell/expand.ts';
import type { Expanded } from '../../documents/shell/expand.ts';
import { originOfFile } from '../origin.ts';
import type { Place } from '../origin.ts';
import { modulePath, runPythonFile } from '../python-module.ts';
import type { PythonValue } from '../python-values.ts';
import { textsOf } from '../python-values.ts';
import { findFile } from '../project-path.ts';
import type { Setting, Settings } from '../setting.ts';
import { GUNICORN_OPTIONS } from './gunicorn-options.ts';
import type { ServerCall } from './server-call.ts';

/** The file that gunicorn reads when nobody names one. https://gunicorn.org/configure/ */
const USUAL_FILE = 'gunicorn.conf.py';

/** A configuration file's settings, or why they cannot be told. */
export type ConfigReading = { readonly settings: Settings } | { readonly reason: string; readonly place: Place };

/** Names that a configuration file may set without being an option. */
const NAMES = new Set([...GUNICORN_OPTIONS.map(([name]) => name), 'wsgi_app']);

/** Reads the configuration file, as text. `named` is the value of `-c`. */
export async function readGunicornConfig(named: Setting | undefined, call: ServerCall): Promise<ConfigReading> {
  const { launch, run } = call;
  const { directory } = launch.state;
  const value = named?.values[0];
  if (named !== undefined && (value === undefined || value.value === undefined)) return { reason: value?.reason ?? 'only a run would tell the configuration file', place: named.place };
  const name = value?.value ?? USUAL_FILE;
  const path = name.startsWith('python:') ? modulePath(name.slice(7), [directory ?? run.input.root], run) : findFile(name.replace(/^file:/, ''), directory, run.input);
  if (path === undefined) {
    if (named !== undefined) return { reason: `its configuration file ${name} is not in the project`, place: named.place };
    return { settings: new Map() };
  }
  const file = await runPythonFile(path, { run, state: launch.state, folders: [directory ?? '', run.input.root] }, false);
  if (file === undefined) {
    const source = run.input.files.read(path);
    return { reason: `${path} does not parse`, place: source === undefined ? call.place : { origin: originOfFile(source), range: { start: 0, end: 0 } } };
  }
  const origin = originOfFile(file.file);
  const settings = new Map<string, Setting>();
  for (const [key, binding] of file.scope.names) {
    if (NAMES.has(key)) settings.set(key, { values: valuesOf(key, binding.value), place: { origin, range: binding.range }, by: path });
  }
  return { settings };
}

/** A class may stand there itself, and trusted addresses may be a list. */
function valuesOf(key: string, value: PythonValue): readonly Expanded[] {
  if (key === 'worker_class' && value.kind === 'object') return [certain(value.path.replace(/^\.+/, ''))];
  const texts = textsOf(value);
  if (key === 'forwarded_allow_ips' && value.kind === 'list' && texts.every((text) => text.value === text.text)) return [certain(texts.map((text) => text.text).join(','))];
  return texts;
}
