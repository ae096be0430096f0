import { editData, editFormatOf, parseData } from '../documents/edits/edit-data.ts';
import { baseName } from '../model/files.ts';
import { MANIFEST, PACKAGE_KEY } from '../model/own-config.ts';
import { applyEdits } from '../text/edit.ts';
import { newlineOf } from '../text/layout.ts';

/** What services are called on Railway, by their names here; false for one that is not there. */
export type RailwayNames = ReadonlyMap<string, string | false>;

/** The new text of a configuration file, or why it cannot be written; the reason reads after "because". */
export type NamedServices = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly because: string };

const FIRST_LINE = '# Settings of `optimize`; `optimize config` shows what holds.\n';

/** Writes `railway: NAME` below `services.<name>` of a configuration file; everything else of it stays. Without a text the file is a new one. */
export async function nameServices({ path, text }: { readonly path: string; readonly text: string | undefined }, names: RailwayNames): Promise<NamedServices> {
  const format = editFormatOf(path) ?? 'yaml';
  const way = baseName(path) === MANIFEST ? [PACKAGE_KEY, 'services'] : ['services'];
  let written = format === 'yaml' ? await withContent(text ?? FIRST_LINE) : (text ?? '');
  for (const [name, value] of names) {
    const made = await editData(format, written, { kind: 'set', path: [...way, name, 'railway'], value });
    if (!made.ok) return made;
    written = applyEdits(written, made.edits);
  }
  return { ok: true, text: written };
}

/** A YAML text that has a place for a key: one of comments alone gets the section. */
async function withContent(text: string): Promise<string> {
  const parsed = await parseData('yaml', text);
  if (!parsed.ok || parsed.document.root.kind !== 'null') return text;
  const newline = newlineOf(text);
  return `${text}${text === '' || text.endsWith('\n') ? '' : newline}services:${newline}`;
}
