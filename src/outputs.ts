import { resolve } from 'node:path';
import type { Format, FormatName, Subject } from './reporters/format.ts';
import { FORMATS } from './reporters/formats.ts';
import type { PlannedEdits } from './reporters/json.ts';
import { PLAIN } from './reporters/paint.ts';
import { UsageError } from './usage-error.ts';

/** A document that a run is to give. */
export interface Output {
  readonly format: Format;
  /** The file that it goes to, as it was named; undefined for stdout. */
  readonly path?: string;
}

/** A document that is ready to be written. */
export interface Document extends Output {
  readonly text: string;
}

/** Columns of a text that goes to a file. */
const FILE_WIDTH = 80;

/**
 * What `NAME` and `NAME:FILE` ask for, stdout first; the text report goes there when nothing else does. Throws a UsageError for a
 * name that is none, and where two documents want the same place.
 */
export function outputsFrom(words: readonly string[]): readonly Output[] {
  const outputs = new Map<string, Output>();
  for (const output of words.map(outputFrom)) {
    const place = output.path === undefined ? '' : resolve(output.path);
    const other = outputs.get(place);
    if (other !== undefined && (other.format !== output.format || place !== '')) throw samePlace(other, output);
    outputs.set(place, output);
  }
  const onStdout = outputs.get('') ?? outputFrom('text');
  outputs.delete('');
  return [onStdout, ...outputs.values()];
}

function outputFrom(word: string): Output {
  const colon = word.indexOf(':');
  const name = colon === -1 ? word : word.slice(0, colon);
  const path = colon === -1 ? '-' : word.slice(colon + 1);
  const format = FORMATS.find((each) => each.name === name);
  if (format === undefined) throw new UsageError(`there is no format ${name}`, `the formats are ${FORMATS.map((each) => each.name).join(', ')}`);
  if (path === '') throw new UsageError(`--format ${word} names no file`, `write --format ${name}:FILE, or --format ${name} for stdout`);
  return path === '-' ? { format } : { format, path };
}

function samePlace(first: Output, second: Output): UsageError {
  const place = second.path ?? 'stdout';
  const [one, other] = [first.format.name, second.format.name];
  if (one === other) return new UsageError(`${one} is to be written to ${place} twice`, 'name each file once');
  return new UsageError(`${one} and ${other} both want ${place}`, `give each a file of its own: --format ${other}:FILE`);
}

/** Renders all documents, so that a format that fails leaves nothing half done. `plan` gives the edits of fixes, and is asked only when a format shows them. */
export async function renderOutputs(outputs: readonly Output[], subject: Omit<Subject, 'edits'>, plan: () => Promise<PlannedEdits>): Promise<readonly Document[]> {
  const edits = outputs.some(({ format }) => format.needsEdits) ? await plan() : new Map<string, never>();
  return Promise.all(outputs.map(async (output): Promise<Document> => {
    const render = await output.format.load();
    const layout = output.path === undefined ? {} : { width: FILE_WIDTH, paint: PLAIN };
    return { ...output, text: render({ ...subject, ...layout, edits: output.format.needsEdits ? edits : new Map() }) };
  }));
}

/** One format by its name, without the edits of fixes. */
export async function renderFormat(name: FormatName, subject: Omit<Subject, 'edits'>): Promise<string> {
  const format = FORMATS.find((each) => each.name === name);
  if (format === undefined) throw new Error(`there is no format ${name}`);
  return (await format.load())({ ...subject, edits: new Map() });
}
