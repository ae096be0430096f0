import type { Range } from '../../text/range.ts';
import { hashComments, type CommentStyle } from './hash-comments.ts';

/** The file itself comes last: of one that is parsed for other reasons too, the parser's answer is kept. */
type FindComments = (path: string, text: string, file: { readonly text: string }) => readonly Range[] | Promise<readonly Range[]>;

const byLine = (style: CommentStyle): FindComments => (_path, text) => hashComments(text, style);

const SHELL = /\.(?:sh|bash|zsh|ksh)$/;

/** How the comments of a file are found, by its name; each parser is loaded when a file needs it. */
const FINDERS: readonly (readonly [RegExp, FindComments])[] = [
  [/\.pyi?$/, async (_path, _text, file) => pythonComments(file)],
  [/\.[cm]?[jt]sx?$/, async (path, text) => (await import('./script-comments.ts')).scriptComments(path, text)],
  [/\.toml$|^Pipfile$|^(?:uv|poetry|pdm)\.lock$/, async (_path, text) => (await import('../comments.ts')).tomlComments(text).then(rangesOf)],
  [/\.ya?ml$/, async (_path, text) => (await import('./yaml-comments.ts')).yamlComments(text)],
  // Of JSON files these have readers that take comments: https://railpack.com/config/file, https://www.typescriptlang.org/tsconfig
  [/\.(?:jsonc|json5)$|^railpack\.json$|^[tj]sconfig(?:\.[\w.-]+)?\.json$/, async (_path, text) => (await import('../comments.ts')).jsonComments(text).then(rangesOf)],
  [/^Dockerfile(?:\.[\w.-]+)?$|\.Dockerfile$|^Containerfile$/i, async (_path, text) => (await import('./docker-comments.ts')).dockerComments(text)],
  [SHELL, async (_path, text) => (await import('./shell-comments.ts')).shellComments(text)],
  [/\.sql$/, async (_path, text) => (await import('./token-comments.ts')).sqlComments(text)],
  [/\.prisma$/, async (_path, text) => (await import('./token-comments.ts')).prismaComments(text)],
  [/^procfile(?:\.[\w.-]+)?$/i, byLine({ marks: '#', behind: 'blank', quotes: 'shell' })],
  // https://pip.pypa.io/en/stable/reference/requirements-file-format/#comments
  [/requirements.*\.(?:txt|in)$|^constraints.*\.txt$/, byLine({ marks: '#', behind: 'blank', quotes: 'none' })],
  [/^\.env(?:\.[\w.-]+)?$|\.env$|^env\.(?:example|sample)$/, byLine({ marks: '#', behind: 'blank', quotes: 'value' })],
  // configparser takes no comment behind a value: https://docs.python.org/3/library/configparser.html
  [/\.(?:ini|cfg)$/, byLine({ marks: '#;', behind: 'never', quotes: 'none' })],
  [/\.conf$|^(?:Gemfile|Aptfile|Makefile)$|^\.(?:tool-versions|nvmrc)$/, byLine({ marks: '#', behind: 'blank', quotes: 'shell' })],
  // https://github.com/pyenv/pyenv/blob/master/libexec/pyenv-version-file-read
  [/^\.[\w-]*ignore$|^\.python-version$/, byLine({ marks: '#', behind: 'never', quotes: 'none' })],
];

/**
 * Where the comments of a file stand, marks included, in the order of the text. A file of a kind that has none, or that we cannot read,
 * gives none. A script without an ending is known by its first line.
 */
export async function commentRanges(file: { readonly path: string; readonly text: string }): Promise<readonly Range[]> {
  const { path, text } = file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const isScript = /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text);
  const find = FINDERS.find(([names]) => names.test(name) || (isScript && names === SHELL))?.[1];
  try {
    return await (find?.(path, text, file) ?? []);
  } catch (error) {
    // What a parser throws at a broken file is a problem that the file's own reader reports.
    if (!(error instanceof Error)) throw error;
    return [];
  }
}

async function pythonComments(file: { readonly text: string }): Promise<readonly Range[]> {
  const parsed = await (await import('../python.ts')).parsePythonFile(file);
  return parsed.ok ? parsed.document.comments : [];
}

const rangesOf = (comments: readonly { readonly range: Range }[]): readonly Range[] => comments.map(({ range }) => range);
