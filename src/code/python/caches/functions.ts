import type { PythonExpression, PythonFunction } from '../../../documents/python-tree.ts';
import type { CachedFunction } from '../../../model/facts/caches.ts';
import { follow } from '../follow.ts';
import { externalName } from '../origins.ts';
import type { Program } from '../program.ts';
import type { DefinitionSite, Place } from '../python-file.ts';
import { isScriptFile, scopeOf } from '../scopes.ts';
import { argumentOf, shown } from '../shown.ts';

const DECORATORS = /^(functools\.(lru_cache|cache)|cachetools\.(func\.)?(cached|lru_cache|ttl_cache))$/;

/** Functions with a decorator that remembers what they gave. */
export function cachedFunctions(program: Program): readonly CachedFunction[] {
  return [...program.files.values()].flatMap((file) => {
    if (isScriptFile(program, file)) return [];
    return file.functions.flatMap((site) => site.node.decorators.flatMap((decorator) => cachedBy(program, site, decorator) ?? []));
  });
}

function cachedBy(program: Program, { node, place }: DefinitionSite<PythonFunction>, decorator: PythonExpression): CachedFunction | undefined {
  const callee = decorator.kind === 'call' ? decorator.callee : decorator;
  const name = externalName(program, callee, place);
  if (name === undefined || !DECORATORS.test(name)) return undefined;
  const isStatic = node.decorators.some((each) => each.kind === 'name' && each.name === 'staticmethod');
  const method = place.chain.at(-1)?.kind === 'class' && !isStatic;
  return {
    at: shown('decorator', place.file, decorator.range), decorator: name, name: node.name, async: node.async, method,
    parameters: node.parameters.length - (method ? 1 : 0), maximum: maximumOf(program, decorator, name, place), scope: scopeOfCallers(program, node),
  };
}

/** lru_cache keeps 128 results where nobody says otherwise: https://docs.python.org/3/library/functools.html#functools.lru_cache */
function maximumOf(program: Program, decorator: PythonExpression, name: string, place: Place): number | undefined {
  if (name === 'functools.cache') return Number.POSITIVE_INFINITY;
  if (!name.endsWith('lru_cache')) return undefined;
  const given = decorator.kind === 'call' ? argumentOf(decorator, 0, 'maxsize') : undefined;
  if (given === undefined) return 128;
  const followed = follow(program, { expression: given, place });
  if (followed.state !== 'literal') return undefined;
  return followed.value === undefined ? Number.POSITIVE_INFINITY : typeof followed.value === 'number' ? followed.value : undefined;
}

function scopeOfCallers(program: Program, node: PythonFunction): CachedFunction['scope'] {
  const mark = program.marks.get(node);
  if (mark !== undefined) return mark;
  const scopes = (program.callers.get(node) ?? []).map((site) => scopeOf(program, site).scope);
  return scopes.find((scope) => scope === 'request') ?? scopes.find((scope) => scope === 'job') ?? scopes.find((scope) => scope === 'function') ?? scopes[0] ?? 'function';
}
