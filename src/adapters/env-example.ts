import { declared } from '../model/fact.ts';
import type { Variable } from '../model/facts/build.ts';
import { baseName } from '../model/files.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Reading } from '../model/statement.ts';
import type { Adapter } from './adapter.ts';
import { collectorFor } from './statements.ts';

/** `.env.example`, `.env.sample`, `env.template`, `.env.production.example`, `example.env`; never a file that holds real values. */
const NAME = /^(?:\.?env(?:[.-]\w+)*[.-](?:example|sample|template|tmpl|dist)(?:[.-]\w+)*|\.?(?:example|sample|template)\.env)$/i;
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*(.*)$/;

/** People paste real values into examples: of these names only the name is kept. */
const SECRET = /KEY|SECRET|TOKEN|PASS|CREDENTIAL|PRIVATE|DSN/i;

/** Examples of `.env`: the variables that the program wants, with example values. */
export const envExample: Adapter = {
  name: 'env-example',
  matches: (path) => NAME.test(baseName(path)),
  read: (file) => Promise.resolve(readExample(file)),
};

function readExample(file: SourceFile): Reading {
  const collector = collectorFor('env-example', file);
  const variables = examplesOf(file);
  const place = variables[0]?.at.provenance;
  if (place?.kind === 'declared') collector.known('build.variables', variables, place.range);
  return { statements: collector.statements, problems: collector.problems };
}

function examplesOf(file: SourceFile): readonly Variable[] {
  const variables: Variable[] = [];
  let offset = 0;
  for (const line of file.text.split('\n')) {
    const [, name, rest] = ASSIGNMENT.exec(line.replace(/\r$/, '')) ?? [];
    if (name !== undefined && rest !== undefined) {
      const start = offset + line.indexOf(name);
      const at = declared('build.variables', name, file, { start, end: start + name.length });
      variables.push({ variable: name, value: SECRET.test(name) ? undefined : valueIn(rest), at, scope: 'example' });
    }
    offset += line.length + 1;
  }
  return variables;
}

/** The value without its quotes, or without the comment behind it. */
function valueIn(text: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  const comment = /(?:^|\s)#/.exec(text)?.index ?? text.length;
  return text.slice(0, comment).trimEnd();
}
