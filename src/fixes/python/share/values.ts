import { bindingsOf } from '../../../code/python/bindings.ts';
import { environmentReader, variableOfSubscript } from '../../../code/python/follow-environment.ts';
import { importedPaths } from '../../../code/python/imported-paths.ts';
import { externalName, functionOf } from '../../../code/python/origins.ts';
import type { Program } from '../../../code/python/program.ts';
import type { Binding, CallSite, PythonFile } from '../../../code/python/python-file.ts';
import { withParts } from '../../../code/python/walk.ts';
import type { PythonCall, PythonExpression } from '../../../documents/python-tree.ts';

/** Calls that give the same each time. */
const CONSTANT = /^(builtins\.(int|str|float|bool|dict|list|tuple|max|min|len)|pathlib\.Path|ssl\.create_default_context|certifi\.where|datetime\.timedelta|os\.path\.\w+|yarl\.URL)$/;
const METHODS = /^(replace|strip|rstrip|lstrip|format|lower|upper|join|encode|removeprefix|removesuffix|get_secret_value|unicode_string|render_as_string|get|split)$/;
const OF_REQUEST = /^(flask|quart)\.(request|g|session|current_app)\b/;
/** What puts a file's variables into the environment. */
const LOADS_FILE = new Set(['load_dotenv', 'read_env', 'read_envfile']);

/** What a call needs so that it can be made when its module is imported: names that must be bound before; or why it cannot. */
export type Needs = { readonly names: readonly string[]; readonly readsEnvironment: boolean } | { readonly because: string };

/** Decides whether all that a call is given is there when the module is imported, and the same for every request. */
export function needsOf(program: Program, { call, place }: CallSite, library: string): Needs {
  const names = new Set<string>();
  let readsEnvironment = /^(openai|anthropic)$/.test(library);
  for (const part of withParts(call)) {
    if (part.kind === 'name') {
      const because = whyNotOfModule(program, part, place);
      if (because !== undefined) return { because };
      names.add(part.name);
    }
    if (part.kind === 'call' && part !== call) {
      if (!isConstant(program, part, place, library)) return { because: `${textOf(place.file, part)} may give something else each time` };
    }
    if (part.kind === 'await' || part.kind === 'lambda' || part.kind === 'other') return { because: `${textOf(place.file, part)} can only be told in the function` };
    readsEnvironment ||= readsVariable(program, part, place);
  }
  return { names: [...names], readsEnvironment };
}

/** Why a file of variables may not be loaded yet when a module reads the environment; undefined where nothing loads one, or this module has. */
export function whyTooEarly(program: Program, file: PythonFile): string | undefined {
  const loading = [...program.files.values()].filter(({ calls }) => calls.some(loadsFile));
  if (loading.length === 0) return undefined;
  if (loading.includes(file)) return loadingCalls(file).length > 0 ? undefined : `${file.path} loads the variables in a function`;
  const imported = new Set(importedPaths(file, program.finder));
  const other = loading.find(({ path }) => !imported.has(path));
  return other === undefined ? undefined : `${other.path} loads the variables, perhaps after ${file.path} is imported`;
}

/** Top-level calls that load a file of variables, after which the environment may be read. */
export function loadingCalls(file: PythonFile): readonly PythonCall[] {
  return file.calls.filter((site) => site.place.chain.length === 0 && loadsFile(site)).map(({ call }) => call);
}

function loadsFile({ call: { callee } }: CallSite): boolean {
  return (callee.kind === 'name' || callee.kind === 'attribute') && LOADS_FILE.has(callee.name);
}

function whyNotOfModule(program: Program, part: PythonExpression & { readonly kind: 'name' }, { file, chain }: CallSite['place']): string | undefined {
  const { name } = part;
  const owner = chain.findLast((node) => node.kind === 'function' && bindingsOf(node).names.has(name) && !bindingsOf(node).globals.has(name));
  if (owner !== undefined) return `${name} is a variable of ${owner.name}`;
  const bindings = file.bindings.names.get(name) ?? [];
  if (file.functions.some(({ node }) => bindingsOf(node).globals.has(name))) return `${name} changes while the program runs`;
  if (isMaybeUnbound(bindings)) return `${name} is set under a condition`;
  const external = externalName(program, part, { file, chain: [] });
  return external !== undefined && OF_REQUEST.test(external) ? `${name} belongs to a request` : undefined;
}

/** True where a test decides whether the name is there at all. */
function isMaybeUnbound(bindings: readonly Binding[]): boolean {
  return bindings.length === 1 && (bindings[0]?.guards.length ?? 0) > 0;
}

function isConstant(program: Program, call: PythonCall, place: CallSite['place'], library: string): boolean {
  const external = externalName(program, call.callee, place);
  if (external !== undefined && (CONSTANT.test(external) || external.split('.')[0] === library)) return true;
  if (environmentReader(program, call.callee, place) !== undefined) return true;
  const own = functionOf(program, call.callee, place);
  // `get_settings()` of the project, usually behind lru_cache.
  if (own !== undefined) return /settings|config/i.test(own.node.name) && call.arguments.length === 0 && !own.node.async;
  return external === undefined && call.callee.kind === 'attribute' && METHODS.test(call.callee.name);
}

function readsVariable(program: Program, part: PythonExpression, place: CallSite['place']): boolean {
  if (part.kind === 'subscript') return variableOfSubscript(program, part, place) !== undefined;
  return part.kind === 'call' && environmentReader(program, part.callee, place) !== undefined;
}

function textOf(file: PythonFile, { range }: PythonExpression): string {
  const text = file.source.text.slice(range.start, range.end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
