import type { PythonClass, PythonExpression, PythonFunction, PythonModule, PythonStatement } from '../../documents/python-tree.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { moduleBindings } from './bindings.ts';
import type { AssignmentSite, CallSite, DefinitionSite, Guard, ImportSite, Place, PythonFile } from './python-file.ts';

interface Walk {
  readonly calls: CallSite[];
  readonly assignments: AssignmentSite[];
  readonly functions: DefinitionSite<PythonFunction>[];
  readonly classes: DefinitionSite<PythonClass>[];
  readonly imports: ImportSite[];
  readonly moduleTexts: Set<string>;
}

/** A dotted path, with an object of the module behind a colon or a dot. */
const MODULE_TEXT = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,8}(:\w+)?$/;

interface Context {
  readonly place: Place;
  readonly guards: readonly Guard[];
  readonly inLoop: boolean;
  readonly deferred: boolean;
}

const WALKED = new WeakMap<PythonModule, PythonFile>();

/** A file with everything that one walk over its tree finds; the walk is taken once for all services that read the file. */
export function pythonFileOf(source: SourceFile, tree: PythonModule): PythonFile {
  const known = WALKED.get(tree);
  if (known?.source === source) return known;
  const walk: Walk = { calls: [], assignments: [], functions: [], classes: [], imports: [], moduleTexts: new Set() };
  const file: PythonFile = { path: source.path, source, tree, bindings: moduleBindings(tree.body), ...walk };
  visitBody(tree.body, { place: { file, chain: [] }, guards: [], inLoop: false, deferred: false }, walk);
  WALKED.set(tree, file);
  return file;
}

function visitBody(body: readonly PythonStatement[], context: Context, walk: Walk): void {
  for (const statement of body) visitStatement(statement, context, walk);
}

function visitStatement(statement: PythonStatement, context: Context, walk: Walk): void {
  switch (statement.kind) {
    case 'function':
    case 'class':
      visitDefinition(statement, context, walk);
      return;
    case 'assign':
      visitAssignment(statement, context, walk);
      return;
    case 'import':
      for (const { name } of statement.names) walk.imports.push({ module: name, level: 0, names: [], star: false });
      return;
    case 'import-from':
      walk.imports.push({ module: statement.module, level: statement.level, names: statement.names.map(({ name }) => name), star: statement.star });
      return;
    case 'expression':
    case 'return':
    case 'raise':
      visit(statement.value, context, walk);
      return;
    case 'other':
      for (const part of statement.parts) visit(part, context, walk);
      return;
    default:
      visitBlocks(statement, context, walk);
  }
}

function visitBlocks(statement: PythonStatement, context: Context, walk: Walk): void {
  switch (statement.kind) {
    case 'if': {
      visit(statement.test, context, walk);
      const guarded = (holds: boolean) => ({ ...context, guards: [...context.guards, { test: statement.test, holds }] });
      visitBody(statement.body, guarded(true), walk);
      visitBody(statement.otherwise, guarded(false), walk);
      return;
    }
    case 'loop':
      for (const part of statement.header) visit(part, context, walk);
      visitBody(statement.body, { ...context, inLoop: true }, walk);
      return;
    case 'with':
      for (const item of statement.items) visit(item.value, context, walk);
      visitBody(statement.body, context, walk);
      return;
    case 'try':
      for (const block of [statement.body, ...statement.handlers, statement.otherwise, statement.finally]) visitBody(block, context, walk);
      return;
    case 'match':
      visit(statement.subject, context, walk);
      for (const block of statement.cases) {
        visitBody(block, { ...context, guards: [...context.guards, { test: statement.subject, holds: true }] }, walk);
      }
      return;
    default:
  }
}

function visitDefinition(node: PythonFunction | PythonClass, context: Context, walk: Walk): void {
  for (const decorator of node.decorators) visit(decorator, context, walk);
  const { place } = context;
  if (node.kind === 'function') {
    walk.functions.push({ node, place });
    for (const parameter of node.parameters) {
      visit(parameter.annotation, context, walk);
      visit(parameter.default, context, walk);
    }
  } else {
    walk.classes.push({ node, place });
    for (const argument of node.keywords) visit(argument.value, context, walk);
  }
  const inner: Place = { file: place.file, chain: [...place.chain, node] };
  const fresh = node.kind === 'function' ? { guards: [], inLoop: false, deferred: false } : {};
  visitBody(node.body, { ...context, ...fresh, place: inner }, walk);
}

function visitAssignment(statement: PythonStatement & { readonly kind: 'assign' }, context: Context, walk: Walk): void {
  const { value, operator, range } = statement;
  for (const target of statement.targets) {
    if (target.kind !== 'name') visit(target, context, walk);
    if (value === undefined || (target.kind !== 'attribute' && target.kind !== 'subscript')) continue;
    walk.assignments.push({ target, value, operator, place: context.place, guards: context.guards, range });
  }
  visit(statement.annotation, context, walk);
  visit(value, context, walk);
}

function visit(expression: PythonExpression | undefined, context: Context, walk: Walk, awaited = false): void {
  if (expression === undefined) return;
  if (expression.kind === 'await') {
    visit(expression.value, context, walk, true);
    return;
  }
  if (expression.kind === 'string') noteText(expression.value, walk);
  if (expression.kind === 'call') walk.calls.push({ call: expression, awaited, ...context });
  const isYield = expression.kind === 'other' && context.place.file.source.text.startsWith('yield', expression.range.start);
  const deferred = expression.kind === 'lambda' || (expression.kind === 'other' && !isYield);
  const inner = deferred && !context.deferred ? { ...context, deferred: true } : context;
  for (const part of partsOf(expression)) visit(part, inner, walk);
}

function noteText(text: string, walk: Walk): void {
  if (text.length < 100 && /[.:]/.test(text) && MODULE_TEXT.test(text)) walk.moduleTexts.add(text);
}

/** The expressions that an expression is made of. */
export function partsOf(expression: PythonExpression): readonly PythonExpression[] {
  switch (expression.kind) {
    case 'attribute': return [expression.object];
    case 'subscript': return [expression.object, expression.index];
    case 'call': return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case 'list': case 'tuple': case 'set': return expression.items;
    case 'dict': return expression.entries.flatMap((entry) => (entry.key === undefined ? [entry.value] : [entry.key, entry.value]));
    case 'fstring': case 'other': return expression.parts;
    case 'binary': return [expression.left, expression.right];
    case 'unary': case 'await': return [expression.value];
    case 'conditional': return [expression.test, expression.then, expression.otherwise];
    case 'lambda': return [expression.body];
    default: return [];
  }
}
