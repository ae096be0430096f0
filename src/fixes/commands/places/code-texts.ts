import { parseTypeScript, walk, type SyntaxNode } from '../../../documents/typescript.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { textInFile, type CommandText } from './command-text.ts';
import { escaped } from './quotings.ts';

/** The strings of a TypeScript or JavaScript file, and its templates without expressions. */
export async function codeTexts(file: SourceFile): Promise<readonly (CommandText | undefined)[]> {
  const parsed = await parseTypeScript(file.path, file.text);
  if (!parsed.ok) return [];
  const texts: (CommandText | undefined)[] = [];
  walk(parsed.document, (node) => {
    const value = stringIn(node);
    if (value === undefined) return;
    const whole = { start: node.start, end: node.end };
    texts.push(textInFile(file, { whole, inner: { start: node.start + 1, end: node.end - 1 }, quoting: escaped(file.text.charAt(node.start)), value }));
  });
  return texts;
}

function stringIn(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal' && 'value' in node && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !('expressions' in node) || !('quasis' in node)) return undefined;
  const [first] = node.quasis as readonly { readonly value: { readonly cooked: string | null } }[]; // Border: ESTree's TemplateElement.
  return (node.expressions as readonly unknown[]).length === 0 ? (first?.value.cooked ?? undefined) : undefined;
}
