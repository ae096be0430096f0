import type { DataNode } from '../../../documents/data.ts';
import { editFormatOf } from '../../../documents/edits/edit-data.ts';
import { parseProcfile } from '../../../documents/procfile.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import type { Range } from '../../../text/range.ts';
import { readTree } from '../../settings/data-change.ts';
import { textInFile, type CommandText } from './command-text.ts';
import type { Quoting } from './decoded.ts';
import { BLOCK, DOUBLED, escaped, PLAIN, verbatim } from './quotings.ts';

type Texts = readonly (CommandText | undefined)[];

/** The commands of a Procfile, as the builders read them. */
export async function procfileTexts(file: SourceFile): Promise<Texts> {
  const { yaml } = await parseProcfile(file.text);
  return yaml.ok ? yaml.document.map(({ command, commandRange }) => yamlText(file, commandRange, command)) : [];
}

/** The strings of a JSON, TOML or YAML file. */
export async function dataTexts(file: SourceFile): Promise<Texts> {
  const root = await readTree(file);
  const format = editFormatOf(file.path);
  const read = format === 'toml' ? tomlText : format === 'yaml' ? yamlText : jsonText;
  return root === undefined ? [] : stringsIn(root).map(({ range, value }) => read(file, range, value));
}

function stringsIn(node: DataNode): readonly { readonly range: Range; readonly value: string }[] {
  if (node.kind === 'array') return node.items.flatMap(stringsIn);
  if (node.kind === 'object') return node.entries.flatMap(({ value }) => stringsIn(value));
  return node.kind === 'string' ? [{ range: node.range, value: String(node.value) }] : [];
}

function inQuotes(file: SourceFile, whole: Range, { width, quoting, value }: { readonly width: number; readonly quoting: Quoting; readonly value: string }): CommandText | undefined {
  return textInFile(file, { whole, inner: { start: whole.start + width, end: whole.end - width }, quoting, value });
}

function jsonText(file: SourceFile, range: Range, value: string): CommandText | undefined {
  return inQuotes(file, range, { width: 1, quoting: escaped('"'), value });
}

/** https://toml.io/en/v1.1.0#string */
function tomlText(file: SourceFile, range: Range, value: string): CommandText | undefined {
  const source = file.text.slice(range.start, range.end);
  if (source.startsWith('"""') || source.startsWith("'''")) {
    const first = /^...(\r?\n)?/.exec(source)?.[0].length ?? 3;
    const quoting = source.startsWith('"') ? escaped('"') : verbatim(/'''/);
    return textInFile(file, { whole: range, inner: { start: range.start + first, end: range.end - 3 }, quoting, value });
  }
  return inQuotes(file, range, { width: 1, quoting: source.startsWith('"') ? escaped('"') : verbatim(/['\n]/), value });
}

/** https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions */
function yamlText(file: SourceFile, range: Range, value: string): CommandText | undefined {
  const first = file.text.charAt(range.start);
  if (first === '"') return inQuotes(file, range, { width: 1, quoting: escaped('"'), value });
  if (first === "'") return inQuotes(file, range, { width: 1, quoting: DOUBLED, value });
  return inQuotes(file, range, { width: 0, quoting: /[|>]/.test(first) ? BLOCK : PLAIN, value });
}
