import type { Planned } from '../../model/change.ts';
import type { FixContext, Rewrite } from '../context.ts';
import { edited, placeOf, refused } from '../planned.ts';
import { parsePythonFile } from '../../documents/python.ts';
import { lineBelow } from './line-below.ts';
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
  const edit = lineBelow(text, statement.range, `SECURE_REDIRECT_EXEMPT = [r${quoted(patternOf(path), { source: file, tree: parsed.document })}]`);
  return edit === undefined ? refused(`SECURE_SSL_REDIRECT shares its line with other code in ${file.path}`) : edited(file.path, [edit]);
}

/** Django matches the path without its first slash: https://docs.djangoproject.com/en/stable/ref/settings/#secure-redirect-exempt */
function patternOf(path: string): string {
  const bare = (path.split(/[?#]/)[0] ?? '').replace(/^\/+|\/+$/g, '');
  return bare === '' ? '^$' : `^${bare.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}/?$`;
}
