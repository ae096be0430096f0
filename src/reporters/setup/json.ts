import type { PlannedPart, SetupFate } from '../../model/setup.ts';
import { jsonText } from '../json-text.ts';

/** A set-up as JSON: same input, same bytes. */
export function setupJson(parts: readonly PlannedPart[], fate: SetupFate, version: string): string {
  const document = {
    schemaVersion: 1,
    tool: { name: 'optimize', version },
    written: fate.kind === 'written',
    run: fate.kind === 'written' ? fate.id : null,
    parts: parts.map(partJson),
  };
  return jsonText(document);
}

function partJson(part: PlannedPart) {
  const head = { part: part.part, path: part.path, state: part.state };
  if (part.state === 'refused') return { ...head, because: part.because, hint: part.hint, lines: part.lines ?? [] };
  if (part.state === 'present') return head;
  const files = part.files.map(({ path, before, after, isExecutable }) => ({ path, change: before === undefined ? 'created' : 'changed', executable: isExecutable ?? false, text: after }));
  return { ...head, files, next: part.next ?? null, lines: part.lines ?? [] };
}
