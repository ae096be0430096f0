import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { parsePythonFile } from '../../documents/python.ts';
import { insertAt } from '../../text/edit.ts';
import { indentAt, lineEnd, lineStart, newlineOf } from '../../text/layout.ts';
import { quoted } from './quotes.ts';
import { statementsAround } from '../../code/python/walk.ts';

/** Exempts a path from Django's redirect to HTTPS: a line below SECURE_SSL_REDIRECT. */
export async function exemptPath({ at: [at], with: values }: Rewrite, { files }: FixContext): Promise<Planned> {
  const place = placeOf(at);
  const file = place && files.read(place.file.path);
  const parsed = file && await parsePythonFile(file);
  const path = values?.['path'];
  if (place === undefined || file === undefined || parsed?.ok !== true || typeof path !== 'string') return refused(`${at.name} stands in no Python file`);
  const { text } = file;
  const statement = statementsAround(parsed.document.body, place.range).at(-1)?.statement;
  if (statement?.kind !== 'assign' || statement.range.start !== place.range.start) return refused(`nothing sets SECURE_SSL_REDIRECT in ${file.path}`);
  if (text.slice(lineStart(text, statement.range.start), statement.range.start).trim() !== '') {
    return refused(`SECURE_SSL_REDIRECT shares its line with other code in ${file.path}`);
  }
  const newline = newlineOf(text);
  const end = lineEnd(text, statement.range.end);
  const line = `${indentAt(text, statement.range.start)}SECURE_REDIRECT_EXEMPT = [r${quoted(patternOf(path), { source: file, tree: parsed.document })}]`;
  return edited(file.path, [end === text.length && !text.endsWith('\n') ? insertAt(end, `${newline}${line}`) : insertAt(end, `${line}${newline}`)]);
}

/** Django matches the path without its first slash: https://docs.djangoproject.com/en/stable/ref/settings/#secure-redirect-exempt */
function patternOf(path: string): string {
  const bare = (path.split(/[?#]/)[0] ?? '').replace(/^\/+|\/+$/g, '');
  return bare === '' ? '^$' : `^${bare.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}/?$`;
}
