import { newlineOf } from '../../text/layout.ts';
import type { Call } from './options-argument.ts';
import { indentOf, reindented } from './statements.ts';
import { quoteIn } from './style.ts';
import { asKind } from './tree.ts';

/** The call that makes a client as it stands at the top of the file, with a pool in place of one connection. */
export function clientText(call: Call, pool?: string): string | undefined {
  const text = reindented(call, indentOf(call), '');
  if (text === undefined || pool === undefined) return text;
  const callee = call.getExpression();
  const last = asKind(callee, 'PropertyAccessExpression')?.getNameNode() ?? callee;
  const [start, end] = [last.getStart() - call.getStart(), last.getEnd() - call.getStart()];
  return text.slice(0, start) + pool + text.slice(end);
}

interface Constant {
  readonly name: string;
  readonly code: string;
  readonly semicolon: string;
}

/** While Next.js develops it loads modules again and again; a client on globalThis outlives that. https://www.prisma.io/docs/orm/more/troubleshooting/nextjs */
export function keptAcrossReloads(call: Call, { name, code, semicolon }: Constant): string {
  const tree = call.getSourceFile();
  const newline = newlineOf(tree.getFullText());
  const quote = quoteIn(tree);
  const isTyped = /\.[cm]?tsx?$/.test(tree.getFilePath());
  const owner = isTyped ? `globalFor${name.slice(0, 1).toUpperCase()}${name.slice(1)}` : 'globalThis';
  const type = asKind(call, 'NewExpression') === undefined ? `ReturnType<typeof ${call.getExpression().getText()}>` : call.getExpression().getText();
  const lines = [
    ...(isTyped ? [`const ${owner} = globalThis as unknown as { ${name}?: ${type} }${semicolon}`] : []),
    `const ${name} = ${owner}.${name} ?? ${code}${semicolon}`,
    `if (process.env.NODE_ENV !== ${quote}production${quote}) ${owner}.${name} = ${name}${semicolon}`,
  ];
  return lines.join(newline);
}
