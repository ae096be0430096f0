import type { Node, Program } from 'oxc-parser';
import { loadTypeScriptParser } from '../../../documents/typescript.ts';
import { absent, declared, derive, type Fact } from '../../../model/fact.ts';
import type { AddressUse } from '../../../model/facts/code.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { CodeInput } from '../../code-input.ts';
import { addressesIn, namesPlatformHost } from '../../platform-addresses.ts';
import { interestOf } from '../project/interest.ts';
import type { Loaded } from '../project/load.ts';
import { isApplicationCode, isScript } from '../project/paths.ts';
import { childrenOf, keyName, lastName, memberName } from '../syntax/tree.ts';
import { nextConfigPath } from '../web/next.ts';

/** Addresses of the platform's networks in the code of a service. Only files that name one are parsed for it. */
export async function readAddresses(input: CodeInput, loaded: Loaded): Promise<Fact<readonly AddressUse[]>> {
  const { project, isNext } = loaded;
  const config = isNext ? nextConfigPath(input.files.paths, input.root) : undefined;
  const code = project.reachable ?? input.paths.filter((path) => isApplicationCode(path, input.root) && !isScript(path, input.root));
  const uses: AddressUse[] = [];
  for (const path of [...new Set([...code, ...(config === undefined ? [] : [config])])].sort()) {
    const file = /\.[cm]?[jt]sx?$/.test(path) && !path.includes('node_modules/') ? input.files.read(path) : undefined;
    if (file === undefined || !namesPlatformHost(file.text)) continue;
    const program = project.modules.get(path)?.program ?? await parse(file);
    if (program === undefined) continue;
    const side = path === config ? 'server' : sideOf(file, input, loaded);
    uses.push(...usesIn(file, { node: program, name: undefined }, side));
  }
  if (uses.length === 0) return absent('code.addresses');
  return derive('code.addresses', uses.map(({ at }) => at), () => uses);
}

async function parse(file: SourceFile): Promise<Program | undefined> {
  const parsed = (await loadTypeScriptParser())(file.path, file.text);
  return parsed.ok ? parsed.document : undefined;
}

/** A program that serves runs on the server; of a page's files only those that say so are known to be on one side. */
function sideOf(file: SourceFile, { facts }: CodeInput, { project, isNext }: Loaded): AddressUse['side'] {
  const { runs } = interestOf(file);
  if (runs === 'browser') return 'browser';
  if (isNext) return isNextServer(file) ? 'server' : 'unknown';
  const isPage = facts['runtime.static']?.state === 'known' && facts['runtime.static'].value;
  if (isPage) return 'browser';
  return project.entry !== undefined && runs === 'server' ? 'server' : 'unknown';
}

/** https://nextjs.org/docs/app/api-reference/file-conventions, https://nextjs.org/docs/app/api-reference/directives/use-server */
function isNextServer({ path, text }: SourceFile): boolean {
  return /(?:^|\/)(?:app\/(?:[^\n]*\/)?route|middleware|proxy|instrumentation)\.[jt]s$|(?:^|\/)pages\/api\//.test(path)
    || /^\s*['"]use server['"]|^import\s+['"]server-only['"]/m.test(text);
}

interface Named {
  readonly node: Node;
  /** What the value of the node is given to. */
  readonly name: string | undefined;
}

function usesIn(file: SourceFile, { node, name }: Named, side: AddressUse['side']): readonly AddressUse[] {
  if (node.type === 'ImportDeclaration' || node.type.startsWith('TSLiteral')) return [];
  const own = node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'JSXText';
  if (!own) return childrenOf(node).flatMap((child) => usesIn(file, { node: child, name: nameFor(node, child) ?? (keepsName(node) ? name : undefined) }, side));
  return addressesIn(file.text.slice(node.start, node.end)).map(({ url, start }) => {
    const range = { start: node.start + start, end: node.start + start + url.length };
    return { at: declared('code.address', url, file, range), url, side, name };
  });
}

/** What a node gives its child to: the variable, the key, the environment variable before `||`, the function. */
function nameFor(node: Node, child: Node): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : undefined;
    case 'AssignmentExpression':
      return lastName(node.left);
    case 'Property': case 'PropertyDefinition':
      return keyName(node.key, node.computed);
    case 'LogicalExpression':
      return child === node.right ? memberName(node.left) : undefined;
    case 'CallExpression': case 'NewExpression':
      return lastName(node.callee);
    case 'JSXAttribute':
      return node.name.type === 'JSXIdentifier' ? node.name.name : undefined;
    default:
      return undefined;
  }
}

/** Nodes that pass on what their parent gives them to: lists, choices, brackets. */
function keepsName({ type }: Node): boolean {
  return /^(?:Array|Conditional|Logical|Binary|Parenthesized|Chain|Object|Await|TSAs|TSSatisfies|TSNonNull)Expression$|^JSXExpressionContainer$/.test(type);
}
