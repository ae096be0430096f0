import type { PythonCall, PythonClass, PythonExpression } from '../../documents/python-tree.ts';
import { bindingsOf } from './bindings.ts';
import { convertText } from './follow-calls.ts';
import { environmentValue } from './follow-environment.ts';
import { agreed, mapLiteral, unknown, type Followed } from './followed.ts';
import type { Follower } from './follower.ts';
import { libraryBaseOf } from './instances.ts';
import { classOf, externalName, isFrom } from './origins.ts';
import type { Program } from './program.ts';
import type { Binding, Place } from './python-file.ts';

interface ClassAt {
  readonly node: PythonClass;
  readonly place: Place;
}

/** A field of a settings class, a dataclass or a plain class: its default, or what a variable sets. Undefined when it has none. */
export function followSettingsField(follower: Follower, owner: ClassAt, name: string, left = 6): Followed | undefined {
  const found = bindingsOf(owner.node).names.get(name)?.filter((each) => each.kind === 'value' || each.kind === 'declaration');
  if (found !== undefined && found.length > 0) return followField(follower, owner, { name, bindings: found });
  if (left === 0) return undefined;
  for (const base of owner.node.bases) {
    const parent = classOf(follower.program, base, owner.place);
    const inherited = parent && parent.node !== owner.node ? followSettingsField(follower, parent, name, left - 1) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

function followField(
  follower: Follower,
  owner: ClassAt,
  field: { readonly name: string; readonly bindings: readonly Binding[] },
): Followed {
  const file = owner.place.file.source;
  const place: Place = { file: owner.place.file, chain: [...owner.place.chain, owner.node] };
  const fromEnvironment = isFrom(libraryBaseOf(follower.program, owner.node, owner.place), 'pydantic', 'BaseSettings')
    || isFrom(libraryBaseOf(follower.program, owner.node, owner.place), 'pydantic_settings', 'BaseSettings');
  const prefix = fromEnvironment ? prefixOf(follower, owner) : '';
  const all = field.bindings.map((binding): Followed => {
    const value = binding.kind === 'value' ? binding.value : undefined;
    const annotation = binding.kind === 'value' || binding.kind === 'declaration' ? binding.annotation : undefined;
    const call = value?.kind === 'call' && isField(follower.program, value, place) ? value : undefined;
    const standard = call === undefined ? value : defaultOf(call);
    const range = value?.range ?? binding.range;
    const followed = standard === undefined ? undefined : follower.follow(standard, place);
    if (!fromEnvironment) return followed ?? unknown(`${field.name} has no default`, file, range);
    const variable = (call && aliasOf(follower, call, place)) ?? `${prefix}${field.name}`.toUpperCase();
    return mapLiteral(environmentValue(follower.program, variable, followed, { file, range }), (each) => convertText(each, annotation));
  });
  return agreed(all, file, field.bindings[0]?.range ?? owner.node.nameRange);
}

function isField(program: Program, call: PythonCall, place: Place): boolean {
  const external = externalName(program, call.callee, place);
  return isFrom(external, 'pydantic', 'Field') || isFrom(external, 'dataclasses', 'field') || isFrom(external, 'attr', 'ib') || isFrom(external, 'attrs', 'field');
}

function defaultOf(call: PythonCall): PythonExpression | undefined {
  const [first] = call.arguments;
  const named = call.arguments.find((each) => each.name === 'default')?.value;
  const factory = call.arguments.find((each) => each.name === 'default_factory')?.value;
  const value = named ?? (first?.name === undefined && first?.splat === '' ? first.value : undefined) ?? (factory?.kind === 'lambda' ? factory.body : factory);
  // `...` says that the field is required.
  return value?.kind === 'other' && value.parts.length === 0 ? undefined : value;
}

/** The variable that a field names itself: `alias`, `validation_alias`, `env`. */
function aliasOf(follower: Follower, call: PythonCall, place: Place): string | undefined {
  for (const name of ['validation_alias', 'env', 'alias']) {
    let value = call.arguments.find((each) => each.name === name)?.value;
    if (value?.kind === 'call') value = value.arguments[0]?.value;
    if (value?.kind === 'list') [value] = value.items;
    const followed = value && follower.follow(value, place);
    if (followed?.state === 'literal' && typeof followed.value === 'string') return followed.value;
  }
  return undefined;
}

/** `env_prefix` of `model_config` or of the inner class `Config`. */
function prefixOf(follower: Follower, owner: ClassAt): string {
  const names = bindingsOf(owner.node).names;
  const [config] = names.get('model_config') ?? [];
  const [inner] = names.get('Config') ?? [];
  const written = config?.kind === 'value' && config.value.kind === 'call'
    ? config.value.arguments.find((each) => each.name === 'env_prefix')?.value
    : undefined;
  const old = inner?.kind === 'class' ? bindingsOf(inner.node).names.get('env_prefix')?.[0] : undefined;
  const value = written ?? (old?.kind === 'value' ? old.value : undefined);
  const followed = value && follower.follow(value, owner.place);
  return followed?.state === 'literal' && typeof followed.value === 'string' ? followed.value : '';
}
