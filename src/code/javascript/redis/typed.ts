import type { Class, Node } from 'oxc-parser';
import type { RedisLibrary } from '../../../model/facts/caches.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module } from '../syntax/module.ts';
import { keyName, memberName } from '../syntax/tree.ts';

/** The library whose client a type is: `Redis` of ioredis, `RedisClientType` of redis; types are imported from them by these names. */
const TYPES: readonly (readonly [RegExp, RegExp, RedisLibrary])[] = [
  [/^ioredis$/, /^(?:default|Redis|Cluster)$/, 'ioredis'],
  [/^(?:redis|@redis\/client)$/, /^RedisClient(?:Type)?$/, 'node-redis'],
];

/** The Redis client that an annotation says an expression is: a parameter, a field, a property of a constructor. */
export function typedLibrary(module: Module, expression: Node): { readonly library: RedisLibrary; readonly cluster: boolean } | undefined {
  const annotation = expression.type === 'Identifier' ? parameterType(module, expression.name, expression.start) : memberType(module, expression);
  const library = annotation === undefined ? undefined : libraryOf(module, annotation);
  if (annotation === undefined || library === undefined) return undefined;
  return { library, cluster: /cluster/i.test(module.file.text.slice(annotation.start, annotation.end)) };
}

function parameterType(module: Module, name: string, offset: number): Node | undefined {
  const binding = lookUp(module, name, offset);
  if (binding?.kind !== 'parameter' || binding.keys.length > 0) return undefined;
  return annotationOf(binding.owner.params[binding.index]);
}

function memberType(module: Module, expression: Node): Node | undefined {
  if (expression.type !== 'MemberExpression' || expression.object.type !== 'ThisExpression') return undefined;
  const name = memberName(expression);
  const owner = module.classes.findLast(({ node }) => node.start <= expression.start && expression.end <= node.end)?.node;
  return owner === undefined || name === undefined ? undefined : fieldType(owner, name);
}

function fieldType(owner: Class, name: string): Node | undefined {
  for (const element of owner.body.body) {
    if (element.type === 'PropertyDefinition' && keyName(element.key, element.computed) === name) return annotationOf(element);
    if (element.type !== 'MethodDefinition' || element.kind !== 'constructor') continue;
    const own = element.value.params.find((each) => each.type === 'TSParameterProperty' && each.parameter.type === 'Identifier' && each.parameter.name === name);
    if (own?.type === 'TSParameterProperty') return annotationOf(own.parameter);
  }
  return undefined;
}

function annotationOf(node: Node | undefined): Node | undefined {
  if (node === undefined || !('typeAnnotation' in node)) return undefined;
  const { typeAnnotation } = node as { readonly typeAnnotation?: { readonly typeAnnotation?: Node } | null };
  return typeAnnotation?.typeAnnotation;
}

/** `Redis`, `Redis | null`, `ReturnType<typeof createClient>` is not followed. */
function libraryOf(module: Module, type: Node): RedisLibrary | undefined {
  if (type.type === 'TSUnionType') return type.types.map((each) => libraryOf(module, each)).find((each) => each !== undefined);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  for (const statement of module.program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const specifier = statement.specifiers.find((each) => each.local.name === name);
    if (specifier === undefined) continue;
    const imported = specifier.type === 'ImportSpecifier' ? (specifier.imported.type === 'Literal' ? specifier.imported.value : specifier.imported.name) : 'default';
    return TYPES.find(([source, names]) => source.test(statement.source.value) && names.test(imported))?.[2];
  }
  return undefined;
}
