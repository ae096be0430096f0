import type { CallExpression, Class, Expression, Node, Program, TaggedTemplateExpression } from 'oxc-parser';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { declare, openScope } from './declare.ts';
import { exportsOf } from './exports.ts';
import { lookUp } from './module.ts';
import type { Module, Scope, Site } from './module.ts';
import { childrenOf, isFunction, keyName, memberName, textOf } from './tree.ts';
import type { Path } from './tree.ts';

const DEPTH_LIMIT = 400;

interface Draft {
  readonly module: Module;
  readonly sites: Site[];
  readonly templates: { node: TaggedTemplateExpression; path: Path }[];
  readonly sources: string[];
  readonly classes: { node: Class; path: Path }[];
  readonly members: Map<Class, Map<string, Expression>>;
  readonly assignments: { path: Path; target: Expression; value: Expression }[];
  /** Assignments to plain names and uses of names, settled when all declarations are known. */
  readonly named: { name: string; offset: number; value: Expression }[];
  readonly uses: { name: string; range: Range }[];
}

/** Reads a syntax tree once into names, calls, exports and classes. */
export function indexModule(file: SourceFile, program: Program): Module {
  const scope: Scope = { range: { start: 0, end: file.text.length + 1 }, parent: undefined, children: [], bindings: new Map() };
  const lists = { sites: [], templates: [], sources: [], classes: [], members: new Map(), assignments: [] };
  const module: Module = { path: file.path, file, program, scope, ...exportsOf(program), ...lists };
  const draft: Draft = { module, ...lists, named: [], uses: [] };
  visit(draft, { node: program, up: undefined }, scope, 0);
  settleNames(module, draft);
  return module;
}

function settleNames(module: Module, draft: Draft): void {
  for (const { name, offset, value } of draft.named) {
    const binding = lookUp(module, name, offset);
    if (binding?.kind === 'variable') binding.assigned.push(value);
  }
  for (const { name, range } of draft.uses) {
    const binding = lookUp(module, name, range.start);
    if (binding?.kind === 'function' && !(range.start >= binding.node.start && range.end <= binding.node.end)) binding.used.push(range);
  }
}

function visit(draft: Draft, path: Path, outer: Scope, depth: number): void {
  if (depth > DEPTH_LIMIT) return;
  const { node } = path;
  const scope = openScope(node, outer);
  declare(node, scope, outer);
  record(draft, path);
  for (const child of childrenOf(node)) visit(draft, { node: child, up: path }, scope, depth + 1);
}

function record(draft: Draft, path: Path): void {
  const { node } = path;
  switch (node.type) {
    case 'CallExpression': case 'NewExpression':
      draft.sites.push({ module: draft.module, node, path });
      if (node.type === 'CallExpression') recordRequire(draft, node);
      break;
    case 'TaggedTemplateExpression':
      draft.templates.push({ node, path });
      break;
    case 'ImportExpression':
      addSource(draft, textOf(node.source));
      break;
    case 'ImportDeclaration':
      if (node.importKind !== 'type') addSource(draft, node.source.value);
      break;
    case 'ExportNamedDeclaration':
      if (node.exportKind !== 'type') addSource(draft, node.source?.value);
      break;
    case 'ExportAllDeclaration':
      if (node.exportKind !== 'type') addSource(draft, node.source.value);
      break;
    case 'ClassDeclaration': case 'ClassExpression':
      recordClass(draft, node, path);
      break;
    case 'AssignmentExpression':
      recordAssignment(draft, path);
      break;
    case 'Identifier':
      draft.uses.push({ name: node.name, range: node });
      break;
    default:
  }
}

function addSource(draft: Draft, source: string | undefined): void {
  if (source !== undefined) draft.sources.push(source);
}

function recordRequire(draft: Draft, call: CallExpression): void {
  if (call.callee.type === 'Identifier' && call.callee.name === 'require') addSource(draft, textOf(call.arguments[0]));
}

function recordClass(draft: Draft, node: Class, path: Path): void {
  draft.classes.push({ node, path });
  const members = new Map<string, Expression>();
  for (const element of node.body.body) {
    if (element.type !== 'PropertyDefinition' || element.value === null) continue;
    const name = keyName(element.key, element.computed);
    if (name !== undefined) members.set(name, element.value);
  }
  draft.members.set(node, members);
}

function recordAssignment(draft: Draft, path: Path): void {
  const { node } = path;
  if (node.type !== 'AssignmentExpression') return;
  const { left, right } = node;
  if (left.type === 'Identifier') {
    draft.named.push({ name: left.name, offset: left.start, value: right });
    return;
  }
  if (left.type !== 'MemberExpression') return;
  draft.assignments.push({ path, target: left, value: right });
  if (left.object.type !== 'ThisExpression') return;
  const owner = classAround(path);
  const name = memberName(left);
  const members = owner === undefined ? undefined : draft.members.get(owner);
  if (name !== undefined && members !== undefined && !members.has(name)) members.set(name, right);
}

/** The class whose `this` counts at a place. */
function classAround(path: Path): Class | undefined {
  let current: Path | undefined = path;
  while (current !== undefined) {
    const node: Node = current.node;
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return node;
    const above: Node | undefined = current.up?.node;
    if (isFunction(node) && node.type !== 'ArrowFunctionExpression' && above?.type !== 'MethodDefinition') return undefined;
    current = current.up;
  }
  return undefined;
}
