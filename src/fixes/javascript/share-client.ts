import type { Identifier, Node, SourceFile as Tree, VariableDeclaration } from 'ts-morph';
import type { Planned } from '../../model/change.ts';
import { valueOf } from '../../model/fact.ts';
import type { TextEdit } from '../../text/edit.ts';
import { newlineOf } from '../../text/layout.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { calledName, type Call } from './options-argument.ts';
import { clientText, keptAcrossReloads } from './client-text.ts';
import { usesOf, type Uses } from './client-uses.ts';
import { boundBy, functionAround, insertAtTop, isTaken, topNames } from './module-scope.ts';
import { listenerLines } from './log-errors.ts';
import { removeStatements, semicolonOf, statementAround } from './statements.ts';
import { inStepsAt } from './steps.ts';
import { tailOf } from './tail.ts';
import { asKind, rangeOf, unwrapped } from './tree.ts';

/** Clients of one connection, and the pool of the same library that requests can share. */
const POOLS: Readonly<Record<string, string>> = { Client: 'Pool', createConnection: 'createPool' };

/** A client that each request makes becomes one of the module, which all requests share. */
export function shareClient({ at, with: given = {} }: Rewrite, context: FixContext): Promise<Planned> {
  const kept = { reloads: valueOf(context.service.facts['runtime.framework']) === 'next', listens: given['listens'] === true };
  return inStepsAt(at, context, [(node, tree) => {
    const call = asKind(unwrapped(node), 'NewExpression') ?? asKind(unwrapped(node), 'CallExpression');
    return call === undefined ? 'no call makes it' : shared(call, tree, kept);
  }]);
}

/** How the shared client is kept. */
interface Keeping {
  /** The module is loaded again and again while one develops. */
  readonly reloads: boolean;
  /** Its errors, which would end the process, are logged. */
  readonly listens: boolean;
}

function shared(call: Call, tree: Tree, keeping: Keeping): readonly TextEdit[] | string {
  if (functionAround(call) === undefined) return 'it is made once already';
  const bound = boundBy(call);
  if (bound !== undefined) return `it is made with ${bound}, which each request has of its own`;
  const property = asKind(call.getParent(), 'PropertyAssignment');
  if (property?.getInitializer() === call) return sharedOption(call, property.getName(), { tree, reloads: keeping.reloads });
  const declaration = asKind(holderOf(call), 'VariableDeclaration');
  const name = asKind(declaration?.getNameNode(), 'Identifier');
  if (declaration === undefined || name === undefined) return 'it is not kept in a variable of its own';
  const uses = usesOf(name, call);
  return typeof uses === 'string' ? uses : sharedVariable({ call, declaration, name, uses }, tree, keeping);
}

/** The variable that keeps what a call makes. */
function holderOf(call: Call): Node | undefined {
  let holder = call.getParent();
  while (holder !== undefined && /^(AwaitExpression|ParenthesizedExpression|AsExpression)$/.test(holder.getKindName())) holder = holder.getParent();
  return holder;
}

/** `httpsAgent: new https.Agent()` becomes `httpsAgent`, a constant of the module. */
function sharedOption(call: Call, name: string, { tree, reloads }: { readonly tree: Tree; readonly reloads: boolean }): readonly TextEdit[] | string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return 'it is not kept in a variable of its own';
  const statement = statementAround(call);
  const semicolon = statement === undefined ? ';' : semicolonOf(statement);
  const known = sameConstant(tree, call);
  if (known === undefined && topNames(tree).has(name)) return `the name ${name} means something else in this module`;
  const property = call.getParentOrThrow();
  const replaced = { range: rangeOf(property), text: known === undefined || known === name ? name : `${name}: ${known}` };
  if (known !== undefined) return [replaced];
  const code = clientText(call);
  if (code === undefined) return SPLIT;
  const declared = insertAtTop(tree, reloads ? keptAcrossReloads(call, { name, code, semicolon }) : `const ${name} = ${code}${semicolon}`, call);
  return declared === undefined ? LATE : [...declared, replaced];
}

const SPLIT = 'a text of several lines in it would change with its indentation';
const LATE = 'what it is made with is declared further down';

interface Kept {
  readonly call: Call;
  readonly declaration: VariableDeclaration;
  readonly name: Identifier;
  readonly uses: Uses;
}

function sharedVariable({ call, declaration, name, uses }: Kept, tree: Tree, { reloads, listens }: Keeping): readonly TextEdit[] | string {
  const statement = statementAround(declaration);
  const list = declaration.getVariableStatement()?.getDeclarations() ?? [];
  if (statement === undefined || list.length !== 1) return 'its variable is declared together with others';
  const known = sameConstant(tree, call);
  const wanted = POOLS[calledName(call)] === undefined || isTaken(tree, 'pool') ? name.getText() : 'pool';
  const shared = known ?? wanted;
  if (known === undefined && topNames(tree).has(shared)) return `the name ${shared} means something else in this module`;
  const renamed = shared === name.getText() ? [] : uses.kept.map((use) => ({ range: rangeOf(use), text: shared }));
  const removed = [...removeStatements([statement, ...uses.removed]), ...uses.edits];
  if (known !== undefined) return [...renamed, ...removed];
  const code = clientText(call, POOLS[calledName(call)]);
  if (code === undefined) return SPLIT;
  const type = POOLS[calledName(call)] === undefined ? (declaration.getTypeNode()?.getText() ?? '') : '';
  const semicolon = semicolonOf(statement);
  const text = reloads ? keptAcrossReloads(call, { name: shared, code, semicolon }) : `const ${shared}${type === '' ? '' : `: ${type}`} = ${code}${semicolon}${commentBehind(statement)}`;
  const declared = insertAtTop(tree, listens ? [text, ...listenerLines(shared, 'idle database connection failed', { tree, end: semicolon })].join(newlineOf(tree.getFullText())) : text, call);
  if (declared === undefined) return LATE;
  const imported = importOfPool(call, tree);
  return typeof imported === 'string' ? imported : [...imported, ...declared, ...renamed, ...removed];
}

/** The comment in the last line of a statement, which moves along. */
function commentBehind(statement: Node): string {
  const text = statement.getSourceFile().getFullText();
  const tail = tailOf(text, statement.getEnd());
  return tail.endsLine ? text.slice(statement.getEnd(), tail.end) : '';
}

/** `import { Client } from 'pg'` must name the pool too. */
function importOfPool(call: Call, tree: Tree): readonly TextEdit[] | string {
  const pool = POOLS[calledName(call)];
  const name = asKind(call.getExpression(), 'Identifier');
  if (pool === undefined || name === undefined || topNames(tree).has(pool)) return [];
  const [declared, ...others] = name.findReferencesAsNodes().filter((use) => /^(ImportSpecifier|BindingElement)$/.test(use.getParent()?.getKindName() ?? ''));
  if (declared === undefined || others.length > 0 || declared.getParent()?.getText() !== name.getText()) return `it cannot be told how ${pool} would be imported`;
  const isOnlyUse = name.findReferencesAsNodes().length === 2;
  return [isOnlyUse ? { range: rangeOf(declared), text: pool } : { range: { start: declared.getEnd(), end: declared.getEnd() }, text: `, ${pool}` }];
}

/** The constant of the module that is made in the same way: an earlier fix may have made it. */
function sameConstant(tree: Tree, call: Call): string | undefined {
  const code = plain(clientText(call, POOLS[calledName(call)]) ?? call.getText());
  const found = tree.getVariableDeclarations().find((each) => plain(each.getInitializer()?.getText() ?? '') === code || plain(each.getInitializer()?.getText() ?? '').endsWith(`??${code}`));
  return found?.getName();
}

const plain = (code: string): string => code.replaceAll(/\s+/g, '');
