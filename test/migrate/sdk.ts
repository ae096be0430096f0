import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ts } from 'ts-morph';

const TOOLS = fileURLToPath(new URL('../../.tools/node_modules', import.meta.url));
const TSC = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));

/** Settings of a service as the SDK gives them to Railway. */
export interface SdkService {
  readonly name: string;
  readonly build: Readonly<Record<string, unknown>>;
  readonly deploy: Readonly<Record<string, unknown>>;
  readonly source: unknown;
}

/** A file to be evaluated, and the environments for which it is. */
export interface SdkCase {
  readonly text: string;
  /** Undefined stands for no environment at all, as some versions of the CLI evaluate it. */
  readonly environments: readonly (string | undefined)[];
}

const EVALUATE = `
import { readFileSync } from 'node:fs';
import { createRailwayContext } from 'railway/iac';
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
const results = [];
for (const { file, environments } of cases) {
  const { default: program } = await import('./' + file);
  const each = [];
  for (const environment of environments) {
    const project = await program(environment === null ? {} : createRailwayContext({ environment }));
    each.push({ name: project.name, services: project.resources.flat().filter(({ type }) => type === 'service').map(({ name, build = {}, deploy = {}, source }) => ({ name, build, deploy, source })) });
  }
  results.push(each);
}
process.stdout.write(JSON.stringify(results));
`;

/** Evaluates files with the defineRailway of the real package: per file and environment, the services of the project. */
export async function evaluateWithSdk(cases: readonly SdkCase[]): Promise<readonly (readonly { readonly name: string; readonly services: readonly SdkService[] }[])[]> {
  return inFolder(async (folder) => {
    for (const [index, { text }] of cases.entries()) writeFileSync(join(folder, `case${index}.mjs`), transpiled(text));
    const list = cases.map(({ environments }, index) => ({ file: `case${index}.mjs`, environments: environments.map((each) => each ?? null) }));
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(list));
    writeFileSync(join(folder, 'evaluate.mjs'), EVALUATE);
    const { stdout } = await promisify(execFile)(process.execPath, ['evaluate.mjs'], { cwd: folder, maxBuffer: 200_000_000 });
    return JSON.parse(stdout);
  });
}

function transpiled(text: string): string {
  return ts.transpile(text, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 });
}

/** What the project's own TypeScript says of files against the types of the real package; empty when it has nothing to say. */
export async function typeProblems(texts: readonly string[]): Promise<string> {
  return inFolder(async (folder) => {
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `case${index}.ts`), text);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { strict: true, noEmit: true, module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', skipLibCheck: true, types: [] }, include: ['*.ts'],
    }));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    try {
      await promisify(execFile)(process.execPath, [TSC, '-p', folder], { cwd: folder, maxBuffer: 200_000_000 });
      return '';
    } catch (error) {
      return String((error as { readonly stdout?: string }).stdout) + String(error);
    }
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'optimize-sdk-'));
  mkdirSync(folder, { recursive: true });
  symlinkSync(TOOLS, join(folder, 'node_modules'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
