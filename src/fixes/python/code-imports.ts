import { everyExpression } from '../../code/python/walk.ts';
import { parsePython } from '../../documents/python.ts';
import type { Code, Plain } from '../../model/change.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { applyEdits, type TextEdit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';
import { importEdit } from './imports.ts';
import type { Operation } from './operations.ts';
import { isStandardModule } from './standard-library.ts';

type WithValue = Operation & { readonly kind: 'add' | 'change' };

/** Imports the modules of Python that new code needs, under the names that the file has for them; or why that cannot be. */
export async function withImports(operations: readonly Operation[]): Promise<readonly Operation[] | { readonly because: string }> {
  const result: Operation[] = [];
  const imports = new Map<string, Operation>();
  for (const operation of operations) {
    if ((operation.kind !== 'add' && operation.kind !== 'change') || typeof operation.value !== 'object') {
      result.push(operation);
      continue;
    }
    const made = await importedCode(operation, operation.value);
    if ('because' in made) return made;
    result.push({ ...operation, value: made.value });
    for (const edit of made.edits) imports.set(`${operation.written.file.path} ${edit.range.start} ${edit.text}`, { kind: 'edit', written: operation.written, edit });
  }
  return [...result, ...imports.values()];
}

async function importedCode({ written, container }: WithValue, { code }: Code): Promise<{ readonly value: Plain | Code; readonly edits: readonly TextEdit[] } | { readonly because: string }> {
  const made = await codeWithNames(written.file, code, container.brackets.start);
  return 'because' in made ? made : { value: { code: made.code }, edits: made.edits };
}

/** Code as a file writes it, with the edits that import the modules of Python that it names; `usedAt` is where it will stand. */
export async function codeWithNames(
  file: SourceFile, code: string, usedAt: number,
): Promise<{ readonly code: string; readonly edits: readonly TextEdit[] } | { readonly because: string }> {
  const parsed = await parsePython(code);
  if (!parsed.ok) return { because: `${code} is no Python` };
  const names: Range[] = [];
  for (const expression of everyExpression(parsed.document.body)) {
    if (expression.kind === 'name' && isStandardModule(expression.name)) names.push(expression.range);
  }
  const edits: TextEdit[] = [];
  const renamed: TextEdit[] = [];
  for (const range of names) {
    const found = await importEdit(file, code.slice(range.start, range.end), usedAt);
    if (!found.ok) return found;
    edits.push(...found.edits);
    renamed.push({ range, text: found.name });
  }
  return { code: applyEdits(code, renamed), edits };
}
