import { parseProcfile, type ProcfileEntry } from '../../../documents/procfile.ts';
import type { Planned } from '../../../model/change.ts';
import type { SourceFile } from '../../../model/source-file.ts';
import { insertAt, type TextEdit } from '../../../text/edit.ts';
import { lineStart, newlineOf } from '../../../text/layout.ts';
import type { FixContext, Rewrite } from '../../context.ts';
import { edited, placeOf, refused } from '../../planned.ts';
import { escaped } from '../places/quotings.ts';

/** Makes the two readings of a Procfile one: a comment behind a command gets a line of its own, other commands are quoted as a whole. */
export async function quoteCommand({ at: [difference] }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(difference);
  const file = place === undefined ? undefined : files.read(place.file.path);
  if (place === undefined || file === undefined) return refused('the difference stands in no file');
  const { yaml, lines } = await parseProcfile(file.text);
  const isAt = ({ commandRange }: ProcfileEntry) => commandRange.start <= place.range.start && place.range.end <= commandRange.end;
  const edits: TextEdit[] = [];
  for (const line of yaml.ok ? lines.filter(isAt) : lines) {
    const read = await readAlone(line);
    if (read !== line.command) edits.push(...lineEdits(file, line, read));
  }
  return edits.length === 0 ? refused(`no single line of ${file.path} is the reason`) : edited(file.path, edits);
}

/** What YAML makes of a command when nothing else stands in the file; undefined when it refuses it. */
async function readAlone({ command }: ProcfileEntry): Promise<string | undefined> {
  const { yaml } = await parseProcfile(`web: ${command}\n`);
  return yaml.ok ? (yaml.document[0]?.command ?? '') : undefined;
}

function lineEdits({ text }: SourceFile, { command, commandRange: { start, end } }: ProcfileEntry, read: string | undefined): readonly TextEdit[] {
  const comment = read === undefined || !command.startsWith(read) ? undefined : /^(\s+)(#.*)$/.exec(command.slice(read.length));
  if (read !== undefined && comment?.[2] !== undefined && isComplete(read)) {
    return [insertAt(lineStart(text, start), `${comment[2].trimEnd()}${newlineOf(text)}`), { range: { start: start + read.length, end }, text: '' }];
  }
  const trimmed = command.trimEnd();
  const quoted = trimmed.includes('"') && !trimmed.includes("'") ? `'${trimmed}'` : `"${escaped('"').write(trimmed) ?? ''}"`;
  return [{ range: { start, end: start + trimmed.length }, text: quoted }];
}

/** True when no quote is open at the end: the shell would take what follows for a comment too. */
function isComplete(command: string): boolean {
  return (command.replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, '').match(/["']/g) ?? []).length === 0;
}
