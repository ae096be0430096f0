import type { Expression, Node } from 'oxc-parser';
import { surroundingsOf } from '../names/scope-of.ts';
import { resolve } from '../names/resolve.ts';
import { listing } from '../project/code-project.ts';
import type { CodeProject } from '../project/code-project.ts';
import { lookUp } from '../syntax/module.ts';
import type { Module, Place } from '../syntax/module.ts';
import { childrenOf, contains, isFunction, lastName, memberName, textOf, unwrap } from '../syntax/tree.ts';
import type { Path } from '../syntax/tree.ts';
import type { Container } from './containers.ts';

/** Something that happens to a container. */
export interface StoreEvent {
  readonly kind: 'write' | 'read' | 'removal' | 'limit';
  readonly container: Container;
  readonly place: Place;
  readonly path: Path;
  /** True where the entry is another one for each call. */
  readonly dynamic: boolean;
  /** The function that it stands in, the same for all that stand there. */
  readonly function: string;
}

const METHODS: Readonly<Record<string, StoreEvent['kind']>> = { set: 'write', add: 'write', get: 'read', has: 'read', delete: 'removal', clear: 'limit' };

/** What happens to the containers of a program. */
export function storeEvents(project: CodeProject, containers: ReadonlyMap<Node, Container>): readonly StoreEvent[] {
  if (containers.size === 0) return [];
  const names = new Set([...containers.values()].map(({ name }) => name));
  const containerAt = (module: Module, node: Node): Container | undefined => {
    const inner = unwrap(node as Expression);
    const name = lastName(inner);
    if (name === undefined || (!names.has(name) && inner.type !== 'Identifier')) return undefined;
    const target = listing(project, () => resolve(project, module, inner));
    return target.kind === 'value' ? containers.get(target.node) : undefined;
  };
  return [...project.modules.values()].flatMap((module) => [...eventsOfCalls(module, containerAt), ...eventsOfAssignments(module, containerAt)]);
}

type Find = (module: Module, node: Node) => Container | undefined;

function eventsOfCalls(module: Module, containerAt: Find): readonly StoreEvent[] {
  return module.sites.flatMap((site): readonly StoreEvent[] => {
    const { node, path } = site;
    const callee = unwrap(node.callee);
    const kind = callee.type === 'MemberExpression' ? METHODS[memberName(callee) ?? ''] : undefined;
    const own = kind !== undefined && callee.type === 'MemberExpression' ? containerAt(module, callee.object) : undefined;
    if (kind !== undefined && own !== undefined) return [eventOf(kind, own, { module, node }, path, node.arguments[0])];
    // Whoever is handed it may take entries out.
    return node.arguments.flatMap((argument): readonly StoreEvent[] => {
      const given = argument.type === 'Identifier' || argument.type === 'MemberExpression' ? containerAt(module, argument) : undefined;
      return given === undefined || isLook(callee) ? [] : [eventOf('limit', given, { module, node }, path, undefined)];
    });
  });
}

/** `Object.keys(cache)`, `JSON.stringify(cache)`, `console.log(cache)`, `Array.from(cache)`. */
function isLook(callee: Node): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && /^(?:Object|JSON|console|Array|Math)$/.test(callee.object.name);
}

/** `cache[key] = value`. */
function eventsOfAssignments(module: Module, containerAt: Find): readonly StoreEvent[] {
  return module.assignments.flatMap(({ target, path }): readonly StoreEvent[] => {
    if (target.type !== 'MemberExpression' || !target.computed) return [];
    const container = containerAt(module, target.object);
    return container === undefined ? [] : [eventOf('write', container, { module, node: path.node }, path, target.property)];
  });
}

function eventOf(kind: StoreEvent['kind'], container: Container, place: Place, path: Path, key: Node | undefined): StoreEvent {
  let around: Path | undefined = path.up;
  while (around !== undefined && !isFunction(around.node)) around = around.up;
  return { kind, container, place, path, dynamic: key !== undefined && isDynamic(place.module, key), function: `${place.module.path}:${around?.node.start ?? 'module'}` };
}

/** A parameter or a local variable says which entry is meant. */
function isDynamic(module: Module, key: Node): boolean {
  if (textOf(key) !== undefined) return false;
  const isLocal = (node: Node): boolean => {
    if (node.type === 'MemberExpression') return isLocal(node.object);
    if (node.type !== 'Identifier') return false;
    const binding = lookUp(module, node.name, node.start);
    return binding?.kind === 'parameter' || (binding?.kind === 'variable' && binding.scope !== module.scope && binding.initial !== undefined);
  };
  return isLocal(key) || childrenOf(key).some((child) => contains(child, isLocal));
}

/** The scope of an event, as of the call or assignment that it is. */
export function scopeOfEvent(project: CodeProject, { place, path }: StoreEvent) {
  return surroundingsOf(project, { module: place.module, node: place.node as never, path });
}

const LIMITED = new WeakMap<Module, ReadonlySet<string>>();

/** True where the size of a container is compared with something, or an entry is deleted. */
export function hasLimit(container: Container, module: Module): boolean {
  const names = LIMITED.get(module) ?? limitedNames(module);
  LIMITED.set(module, names);
  return names.has(container.name);
}

/** One walk of a file for all its containers: a walk for each takes minutes in a file of thousands. */
function limitedNames(module: Module): ReadonlySet<string> {
  const found = new Set<string>();
  contains(module.program, (node) => {
    if (node.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator)) for (const side of [node.left, node.right]) noteSized(side, found);
    if (node.type === 'UnaryExpression' && node.operator === 'delete' && node.argument.type === 'MemberExpression') noteName(node.argument.object, found);
    return false;
  });
  return found;
}

function noteSized(node: Node, found: Set<string>): void {
  if (node.type !== 'MemberExpression' || !/^(?:size|length)$/.test(memberName(node) ?? '')) return;
  contains(node.object, (inner) => {
    noteName(inner, found);
    return false;
  });
}

function noteName(node: Node, found: Set<string>): void {
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? memberName(node) : undefined;
  if (name !== undefined) found.add(name);
}
