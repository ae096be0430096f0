import type { SourceFile } from '../model/source-file.ts';

/**
 * Why a changed file cannot be read; undefined where it can, or where nobody parses such a file. One that could not be read before is
 * refused too, unless it can be now: what a parser makes of the rest is a guess. A Procfile need not be YAML, so that one only must not lose it.
 */
export async function brokenBy(before: SourceFile | undefined, after: SourceFile): Promise<string | undefined> {
  const problem = await problemIn(after);
  if (problem === undefined) return undefined;
  const old = before === undefined ? undefined : await problemIn(before);
  if (old === undefined) return `${after.path} could no longer be read: ${problem}`;
  return isProcfile(after.path) ? undefined : `${after.path} is broken and cannot be read as a whole: ${old}`;
}

async function problemIn({ path, text }: SourceFile): Promise<string | undefined> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.pyi?$/.test(name)) return pythonProblem(text);
  if (/\.[cm]?[jt]sx?$/.test(name)) return messageOf(await (await import('../documents/typescript.ts')).parseTypeScript(path, text));
  if (name.endsWith('.json')) return messageOf(await (await import('../documents/json.ts')).parseJson(text, { comments: true }));
  if (name.endsWith('.toml')) return messageOf(await (await import('../documents/toml.ts')).parseToml(text));
  if (/\.ya?ml$/.test(name)) return messageOf(await (await import('../documents/yaml.ts')).parseYaml(text));
  if (isProcfile(path)) return messageOf((await (await import('../documents/procfile.ts')).parseProcfile(text)).yaml);
  return undefined;
}

function isProcfile(path: string): boolean {
  return /(^|\/)Procfile$/.test(path);
}

async function pythonProblem(text: string): Promise<string | undefined> {
  const parsed = await (await import('../documents/python.ts')).parsePython(text);
  if (!parsed.ok) return parsed.problem.message;
  return parsed.document.errors.length === 0 ? undefined : 'a line is no Python';
}

function messageOf(parsed: { readonly ok: true } | { readonly ok: false; readonly problem: { readonly message: string } }): string | undefined {
  return parsed.ok ? undefined : parsed.problem.message;
}
