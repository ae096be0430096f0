import { applyEdits } from '../../text/edit.ts';
import type { Parsed } from '../../text/syntax-problem.ts';
import type { DataDocument } from '../data.ts';
import { parseJson } from '../json.ts';
import { parseToml } from '../toml.ts';
import { parseYaml } from '../yaml.ts';
import { cannot, pathText, type DataEdit, type DataEdits, type EditFormat } from './data-edit.ts';
import { isExpected } from './expected-data.ts';

/**
 * Edits a data file without touching what the edit is not about: comments, order, quotes, indentation and newlines stay. The edited
 * text is read again, and what does not say exactly what was wanted is refused.
 */
export async function editData(format: EditFormat, text: string, edit: DataEdit): Promise<DataEdits> {
  const before = await parseData(format, text);
  if (!before.ok) return cannot(`it cannot be read: ${before.problem.message}`);
  const { root } = before.document;
  const made = await editIn(format, text, { root, edit });
  if (!made.ok || made.edits.length === 0) return made;
  const after = await parseData(format, applyEdits(text, made.edits));
  if (after.ok && isExpected(root, after.document.root, edit)) return made;
  return cannot(`${pathText(edit.path)} cannot be changed without touching something else`);
}

async function editIn(format: EditFormat, text: string, { root, edit }: { readonly root: DataDocument['root']; readonly edit: DataEdit }): Promise<DataEdits> {
  if (format === 'json') return (await import('./edit-json.ts')).editJson(text, root, edit);
  return format === 'toml' ? (await import('./edit-toml.ts')).editToml(text, root, edit) : (await import('./edit-yaml.ts')).editYaml(text, edit);
}

/** Reads a data file that may be edited. */
export function parseData(format: EditFormat, text: string): Promise<Parsed<DataDocument>> {
  if (format === 'json') return parseJson(text, { comments: true });
  return format === 'toml' ? parseToml(text) : parseYaml(text);
}

/** The format that the name of a file shows. */
export function editFormatOf(path: string): EditFormat | undefined {
  if (/\.jsonc?$/.test(path)) return 'json';
  if (/\.toml$|(?:^|\/)Pipfile$/.test(path)) return 'toml';
  return /\.ya?ml$/.test(path) ? 'yaml' : undefined;
}
