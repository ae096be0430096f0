import type { PythonExpression } from '../../documents/python-tree.ts';
import { folderOf } from '../../model/files.ts';
import { follow } from './follow.ts';
import { externalName } from './origins.ts';
import { callsOf, moduleOf, type Program } from './program.ts';
import type { Binding, PythonFile, Spot } from './python-file.ts';

/** One assignment to a setting, with the file it stands in. */
export interface Setting {
  readonly spot: Spot;
  readonly binding: Binding;
}

const FOUND = new WeakMap<Program, readonly PythonFile[]>();

/** Django's settings module with the modules that it takes over by `from x import *`, the nearest first. */
export function djangoSettings(program: Program): readonly PythonFile[] {
  const known = FOUND.get(program);
  if (known !== undefined) return known;
  const files = findSettings(program);
  FOUND.set(program, files);
  return files;
}

function findSettings(program: Program): readonly PythonFile[] {
  const named = namedSettings(program);
  const files = named === undefined ? guessedSettings(program) : [named];
  return files.flatMap((file) => withBases(program, file, 5));
}

/** What sets a name in the settings: the last assignment counts, those under a condition before it may. */
export function settingsOf(program: Program, name: string): readonly Setting[] {
  for (const file of djangoSettings(program)) {
    const bindings = file.bindings.names.get(name)?.filter((binding) => binding.kind === 'value') ?? [];
    const found = bindings.flatMap((binding) => (binding.kind === 'value'
      ? [{ spot: { expression: binding.value, place: moduleOf(file) }, binding }]
      : []));
    if (found.length > 0) return found;
  }
  return [];
}

/** The module that `DJANGO_SETTINGS_MODULE` names: in the environment, else in wsgi.py, asgi.py or manage.py. */
function namedSettings(program: Program): PythonFile | undefined {
  const given = program.input.environment.get('DJANGO_SETTINGS_MODULE');
  if (given?.state === 'known') return moduleFile(program, given.value, program.input.root === '' ? 'x.py' : `${program.input.root}/x.py`);
  const names = [...callsOf(program)].flatMap((site) => {
    const external = externalName(program, site.call.callee, site.place);
    if (external !== 'os.environ.setdefault') return [];
    const [key, value] = site.call.arguments.map((each) => each.value);
    return isSettingsKey(key) && value !== undefined ? [{ expression: value, place: site.place }] : [];
  });
  const files = names.flatMap((spot) => {
    const followed = follow(program, spot);
    if (followed.state !== 'literal' || typeof followed.value !== 'string') return [];
    return moduleFile(program, followed.value, spot.place.file.path) ?? [];
  });
  const served = files.find((_, index) => /(wsgi|asgi)\.py$/.test(names[index]?.place.file.path ?? ''));
  return served ?? files[0];
}

function isSettingsKey(expression: PythonExpression | undefined): boolean {
  return expression?.kind === 'string' && expression.value === 'DJANGO_SETTINGS_MODULE';
}

function moduleFile(program: Program, module: string, from: string): PythonFile | undefined {
  const found = program.finder.find(module, 0, from);
  return found === undefined ? undefined : program.files.get(found.path);
}

/** Without a name: a file that sets both ROOT_URLCONF and INSTALLED_APPS, production before all others. */
function guessedSettings(program: Program): readonly PythonFile[] {
  const files = [...program.files.values()].filter(({ bindings }) => bindings.names.has('ROOT_URLCONF') || bindings.names.has('INSTALLED_APPS'));
  const [first] = files;
  if (first === undefined) return [];
  const production = [...program.files.values()].find((file) => /prod[^/]*\.py$/.test(file.path) && folderOf(file.path) === folderOf(first.path));
  return [production ?? first];
}

function withBases(program: Program, file: PythonFile, left: number): readonly PythonFile[] {
  if (left === 0) return [];
  const bases = file.bindings.stars.flatMap(({ module, level }) => {
    const found = program.finder.find(module, level, file.path);
    return (found && program.files.get(found.path)) ?? [];
  });
  return [file, ...bases.filter((base) => base !== file).flatMap((base) => withBases(program, base, left - 1))];
}
