import { describe, expect, it } from 'vitest';
import { commentRanges } from '../../src/documents/comments/comment-ranges.ts';
import { processorTime } from '../support/processor-time.ts';

/** A file, and the comments that its readers see in it, in order. */
const FILES: readonly (readonly [string, string, readonly string[]])[] = [
  ['app.py', 'x = 1  # one\n# two\ny = "# no"\nz = """\n# no\n"""\nw = f"{x}# no"\n', ['# one', '# two']],
  ['gunicorn.conf.py', 'workers = 2 # one\n', ['# one']],
  ['app.ts', 'const a: string = "// no"; // one\n/* two */ let b = `// no ${/* three */ 1}`;\nconst c = /\\/\\/ no/;\n', ['// one', '/* two */', '/* three */']],
  ['app.jsx', 'const a = <p>// no {/* one */}</p>;\n', ['/* one */']],
  ['.railway/railway.ts', 'export default {}; // one\n', ['// one']],
  ['railway.toml', 'a = "# no" # one\n# two\nb = """\n# no\n"""\n', ['# one', '# two']],
  ['Pipfile', '[packages]\nflask = "*" # one\n', ['# one']],
  ['compose.yaml', 'a: b # one\nc: "# no"\nd: x#no\ne: |\n  # no\nf: [1, # two\n  2]\n---\n# three\n', ['# one', '# two', '# three']],
  ['railpack.json', '{ "a": "// no", // one\n  /* two */ "b": 1 }\n', ['// one', '/* two */']],
  ['package.json', '{ "a": 1 } // no\n', []],
  ['Dockerfile', '# one\nFROM a\nRUN echo "# no" \\\n  # two\n  && b\nRUN <<EOF\n# no\nEOF\n', ['# one', '# two']],
  ['Dockerfile', 'FROM a # no\nENV A=b # no\nRUN echo "# no" && b # one\nCMD ["a", "# no"]\nENTRYPOINT a # two\n', ['# one', '# two']],
  ['api.Dockerfile', 'FROM a\n# one\n', ['# one']],
  ['start.sh', '#!/bin/sh\necho "# no" a#no \'# no\' # one\ncat <<E\n# no\nE\n# two\n', ['#!/bin/sh', '# one', '# two']],
  ['bin/start', '#!/usr/bin/env bash\nrun # one\n', ['#!/usr/bin/env bash', '# one']],
  ['Procfile', '# one\nweb: a "# no" b#no # two\n', ['# one', '# two']],
  ['requirements.txt', 'a==1  # one\n# two\nb @ git+https://h/b#egg=no\n', ['# one', '# two']],
  ['.env.example', '# one\nA="# no"\nB=it\'s # two\nC=a#no\nD="x\n# no\n" # three\n', ['# one', '# two', '# three']],
  ['setup.cfg', '[a]\n# one\n; two\nb = c # no\n', ['# one', '; two']],
  ['schema.prisma', 'model A { // one\n  a String @default("// no")\n} /// two\n', ['// one', '/// two']],
  ['init.sql', "-- one\nSELECT '-- no', \"-- no\", $a$ -- no $a$, E'\\'-- no'; -- two\n/* three */\n", ['-- one', '-- two', '/* three */']],
  ['.dockerignore', '# one\na # no\n', ['# one']],
  ['.tool-versions', 'python 3.12 # one\n', ['# one']],
  ['.python-version', '# one\n3.12\n', ['# one']],
  ['README.md', '# no\n', []],
  ['app.py', 'x = 1\ny = (]\n# one\n', ['# one']],
  ['railway.toml', '[broken\n# no\n', []],
];

const commentsIn = async (path: string, text: string): Promise<readonly string[]> =>
  (await commentRanges({ path, text })).map(({ start, end }) => text.slice(start, end));

describe('the comments', () => {
  it.each(FILES)('of %s are those that its readers see: %j', async (path, text, comments) => {
    expect(await commentsIn(path, text)).toEqual(comments);
  });

  it.each(FILES)('of %s are the same with the line ends of Windows: %j', async (path, text, comments) => {
    expect(await commentsIn(path, text.replaceAll('\n', '\r\n'))).toEqual(comments);
  });

  it.each(['/*', '$a$', "'", 'E\'', '"', '$', '--'])('of a hostile text are found in time: %s', async (token) => {
    expect(await processorTime(async () => {
      for (const path of ['a.sql', 'a.prisma', '.env', 'Procfile']) await commentRanges({ path, text: token.repeat(200_000) });
    })).toBeLessThan(2000);
  });
});
