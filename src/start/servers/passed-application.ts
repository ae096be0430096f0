import type { Fact } from '../../model/fact.ts';
import type { PassedApplication } from '../../model/facts/start.ts';
import { folderOf } from '../../model/files.ts';
import { knownAt, originOfFile } from '../origin.ts';
import type { Place } from '../origin.ts';
import type { TracedCall } from '../python-trace.ts';
import { evaluate } from '../python-values.ts';
import type { ServerCall } from './server-call.ts';

/** The application object that a call hands over; undefined where it hands over an import string or something that is no name. */
export function passedApplication({ file, call: made, scope }: TracedCall, server: string, call: ServerCall): Fact<PassedApplication> | undefined {
  const argument = made.arguments.find((one) => one.name === 'app') ?? made.arguments.find((one) => one.name === undefined && one.splat === '');
  if (argument?.value.kind !== 'name' || evaluate(argument.value, scope).kind === 'text') return undefined;
  const { name } = argument.value;
  const place: Place = { origin: originOfFile(file.file), range: argument.value.range };
  const home = file.imported.get(name);
  const isOwn = file.module.body.some((statement) => statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === name));
  const source = home === undefined ? (isOwn ? { path: file.file.path, name } : undefined) : { path: home.file.file.path, name: home.name };
  const importString = source === undefined ? undefined : importStringOf(source, file.file.path, call);
  return knownAt(place, 'start.passedApplication', { at: knownAt(place, 'start.app', name), server, importString, isGuarded: /\b__name__\s*==/.test(file.file.text) });
}

/** The module as a new process finds it: from the started file's folder, or from the folder in which `python -m` runs. */
function importStringOf({ path, name }: { readonly path: string; readonly name: string }, started: string, { program, launch }: ServerCall): string | undefined {
  const base = program.named.some(({ text }) => text === '-m') ? launch.state.directory : folderOf(started);
  if (base === undefined || name === '' || !path.startsWith(base === '' ? '' : `${base}/`)) return undefined;
  const module = path.slice(base === '' ? 0 : base.length + 1).replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(module) ? `${module}:${name}` : undefined;
}
