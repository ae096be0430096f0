import type { SourceFile } from '../model/source-file.ts';

/** Why a changed file can no longer be read although it could before; undefined where it can, or where nobody parses such a file. */
export async function brokenBy(before: SourceFile | undefined, after: SourceFile): Promise<string | undefined> {
  const problem = await problemIn(after);
  if (problem === undefined || (before !== undefined && (await problemIn(before)) !== undefined)) return undefined;
  return `${after.path} could no longer be read: ${problem}`;
}

async function problemIn({ path, text }: SourceFile): Promise<string | undefined> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.pyi?$/.test(name)) return pythonProblem(text);
  if (/\.[cm]?[jt]sx?$/.test(name)) return messageOf(await (await import('../documents/typescript.ts')).parseTypeScript(path, text));
  if (name.endsWith('.json')) return messageOf(await (await import('../documents/json.ts')).parseJson(text, { comments: true }));
  if (name.endsWith('.toml')) return messageOf(await (await import('../documents/toml.ts')).parseToml(text));
  if (/\.ya?ml$/.test(name)) return messageOf(await (await import('../documents/yaml.ts')).parseYaml(text));
  if (name === 'Procfile') return messageOf((await (await import('../documents/procfile.ts')).parseProcfile(text)).yaml);
  return undefined;
}

async function pythonProblem(text: string): Promise<string | undefined> {
  const parsed = await (await import('../documents/python.ts')).parsePython(text);
  if (!parsed.ok) return parsed.problem.message;
  return parsed.document.errors.length === 0 ? undefined : 'a line is no Python';
}

function messageOf(parsed: { readonly ok: true } | { readonly ok: false; readonly problem: { readonly message: string } }): string | undefined {
  return parsed.ok ? undefined : parsed.problem.message;
}
