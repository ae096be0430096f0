import { parseTypeScript, walk, type SyntaxNode } from '../../../documents/typescript.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { lineEnd, lineStart } from '../../../text/layout.ts';
import type { Range } from '../../../text/range.ts';
import { escaped } from '../places/quotings.ts';
import type { VariableEdit } from './variable-edit.ts';

/** A variable of `.railway/railway.ts`: a property of an object, by its key or its value. */
export async function codeVariableEdit({ path, text }: SourceFile, range: Range, value: string | undefined): Promise<VariableEdit> {
  const parsed = await parseTypeScript(path, text);
  if (!parsed.ok) return undefined;
  let found: { readonly property: SyntaxNode; readonly value: SyntaxNode } | undefined;
  walk(parsed.document, (node) => {
    if (node.type !== 'Property' || !('key' in node) || !('value' in node)) return;
    const own = node as SyntaxNode & { readonly key: SyntaxNode; readonly value: SyntaxNode }; // Border: ESTree's Property.
    if ([own.key, own.value, own].some(({ start, end }) => start === range.start && end === range.end)) found = { property: own, value: own.value };
  });
  if (found === undefined) return undefined;
  if (value === undefined) return withoutProperty(text, found.property);
  if (found.value.type !== 'Literal') return { because: `its value in ${path} is calculated` };
  const quote = text.charAt(found.value.start) === "'" ? "'" : '"';
  return { range: { start: found.value.start, end: found.value.end }, text: `${quote}${escaped(quote).write(value) ?? value}${quote}` };
}

/** The property with its comma; its line too where nothing else stands on it. */
function withoutProperty(text: string, { start, end }: SyntaxNode): VariableEdit {
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const [from, to] = [lineStart(text, start), lineEnd(text, end + comma)];
  if (text.slice(from, start).trim() === '' && text.slice(end + comma, to).trim() === '') return { range: { start: from, end: to }, text: '' };
  if (comma > 0) return { range: { start, end: end + comma + (/^[ \t]*/.exec(text.slice(end + comma))?.[0].length ?? 0) }, text: '' };
  const before = /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { range: { start: start - before, end }, text: '' };
}
