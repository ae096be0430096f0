import type { Range } from '../../text/range.ts';

/** Texts of a Python, JavaScript or TypeScript file that go over several lines, quotes included; none of a file that cannot be read. */
export async function longTexts(file: { readonly path: string; readonly text: string }): Promise<readonly Range[]> {
  const texts = /\.pyi?$/.test(file.path) ? await pythonTexts(file) : /\.[cm]?[jt]sx?$/.test(file.path) ? await scriptTexts(file) : [];
  return texts.filter(({ start, end }) => file.text.slice(start, end).includes('\n'));
}

async function pythonTexts(file: { readonly text: string }): Promise<readonly Range[]> {
  const parsed = await (await import('../python.ts')).parsePythonFile(file);
  const texts: Range[] = [];
  const open: unknown[] = parsed.ok ? [...parsed.document.body] : [];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (isText(node)) texts.push(node.range);
    for (const inner of Object.values(node)) open.push(inner); // a list may be longer than a call may have arguments
  }
  return texts;
}

const isText = (node: object): node is { readonly range: Range } => 'kind' in node && (node.kind === 'string' || node.kind === 'fstring');

async function scriptTexts({ path, text }: { readonly path: string; readonly text: string }): Promise<readonly Range[]> {
  const { loadTypeScriptParser, walk } = await import('../typescript.ts');
  const parsed = (await loadTypeScriptParser())(path, text);
  const texts: Range[] = [];
  if (!parsed.ok) return texts;
  walk(parsed.document, ({ type, start, end }) => {
    if (type === 'TemplateLiteral' || type === 'Literal') texts.push({ start, end });
  });
  return texts;
}
