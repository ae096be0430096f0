import { jsonComments, tomlComments, type DataComment } from '../documents/comments.ts';
import type { DataEntry, DataNode, ObjectNode } from '../documents/data.ts';
import { parseJson } from '../documents/json.ts';
import { parseToml } from '../documents/toml.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Range } from '../text/range.ts';
import { NO_REMARKS, placeRemarks, type Remarks } from './remarks.ts';

export type Section = 'build' | 'deploy';

/** One key of an old file with what it says, and the comments that stand at it. */
export interface OldField {
  readonly file: SourceFile;
  /** `environments.staging.deploy.numReplicas`. */
  readonly path: string;
  /** The environment that it is for; undefined where it is for all. */
  readonly environment: string | undefined;
  /** The section that it stands in; undefined of keys that stand elsewhere. */
  readonly section: Section | undefined;
  readonly key: string;
  readonly value: DataNode;
  /** Key and value. */
  readonly range: Range;
  readonly remarks: Remarks;
  /** True when the same key stands again further down, and that one counts. */
  readonly isRepeated: boolean;
}

/** A railway.json or railway.toml, field by field. */
export interface OldFile {
  readonly file: SourceFile;
  readonly fields: readonly OldField[];
  /** Comments that speak of the file, not of a field. */
  readonly remarks: readonly string[];
}

type BareField = Omit<OldField, 'remarks'>;
interface Where {
  readonly file: SourceFile;
  readonly path: string;
  readonly environment: string | undefined;
}

/** Reads an old file, or says why it cannot be read. JSON may hold comments: people write them, whoever reads it. */
export async function readOldFile(file: SourceFile): Promise<OldFile | { readonly because: string }> {
  const isToml = file.path.endsWith('.toml');
  const parsed = isToml ? await parseToml(file.text) : await parseJson(file.text, { comments: true });
  if (!parsed.ok) return { because: `it cannot be read: ${parsed.problem.message}` };
  if (parsed.document.root.kind !== 'object') return { because: 'it holds no object' };
  const { root } = parsed.document;
  const bare = fieldsOfFile(file, root).sort((a, b) => a.range.start - b.range.start);
  const comments: readonly DataComment[] = isToml ? await tomlComments(file.text) : await jsonComments(file.text);
  const placed = placeRemarks(file.text, comments, { fields: bare.map(({ range }) => range), body: isToml ? undefined : root.range });
  return { file, remarks: placed.ofFile, fields: bare.map((field, index) => ({ ...field, remarks: placed.ofFields[index] ?? NO_REMARKS })) };
}

function fieldsOfFile(file: SourceFile, root: ObjectNode): BareField[] {
  const top: Where = { file, path: '', environment: undefined };
  return eachEntry(root, ({ entry, isRepeated }) => {
    const { key, value } = entry;
    if (key === 'environments' && value.kind === 'object' && !isRepeated) return fieldsOfEnvironments(file, value);
    return fieldsOfSection(entry, isRepeated, top);
  });
}

function fieldsOfEnvironments(file: SourceFile, environments: ObjectNode): BareField[] {
  return eachEntry(environments, ({ entry, isRepeated }) => {
    const { key: environment, value } = entry;
    if (value.kind !== 'object' || isRepeated) return [fieldOf(entry, isRepeated, { file, path: 'environments.', environment }, undefined)];
    const where: Where = { file, path: `environments.${environment}.`, environment };
    return eachEntry(value, (inner) => fieldsOfSection(inner.entry, inner.isRepeated, where));
  });
}

/** The keys of `build` or `deploy`; any other entry is a field by itself. */
function fieldsOfSection(entry: DataEntry, isRepeated: boolean, where: Where): BareField[] {
  const { key, value } = entry;
  if ((key !== 'build' && key !== 'deploy') || value.kind !== 'object' || isRepeated) return [fieldOf(entry, isRepeated, where, undefined)];
  return eachEntry(value, (inner) => [fieldOf(inner.entry, inner.isRepeated, { ...where, path: `${where.path}${key}.` }, key)]);
}

function fieldOf({ key, keyRange, value }: DataEntry, isRepeated: boolean, { file, path, environment }: Where, section: Section | undefined): BareField {
  const range = { start: Math.min(keyRange.start, value.range.start), end: Math.max(keyRange.end, value.range.end) };
  return { file, path: `${path}${key}`, environment, section, key, value, range, isRepeated };
}

function eachEntry(object: ObjectNode, read: (found: { readonly entry: DataEntry; readonly isRepeated: boolean }) => BareField[]): BareField[] {
  return object.entries.flatMap((entry, index) => read({ entry, isRepeated: object.entries.slice(index + 1).some(({ key }) => key === entry.key) }));
}
