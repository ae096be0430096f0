import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../support/real-postgres.ts';
import { PYTHON, run } from '../../support/real-tools.ts';

const CASES = fileURLToPath(new URL('../../rules/query/', import.meta.url));

/** A case of a rule, what is asked of it, and the driver in its address. */
export interface Question {
  readonly name: string;
  readonly question: string;
  readonly scheme: string;
}

/** Copies a case as it is before its fix, or as the fix leaves it. */
export function copyCase(name: string, state: 'before' | 'after', folder: string): void {
  cpSync(join(CASES, name, 'before'), folder, { recursive: true });
  if (state === 'after') cpSync(join(CASES, name, 'after'), folder, { recursive: true });
}

/** Runs cases before and after their fixes on one PostgreSQL of their own, and gives the answers by case and question. */
export async function askCases<A>(script: string, questions: readonly Question[]): Promise<(name: string, question: string) => readonly [A, A]> {
  const postgres = await startPostgres();
  const root = mkdtempSync(join(tmpdir(), 'optimize-queries-'));
  try {
    const asked = questions.flatMap(({ name, question, scheme }) => (['before', 'after'] as const).map((state) => {
      const folder = join(root, `${name.replace('/', '-')}-${question}-${state}`);
      copyCase(name, state, folder);
      return { key: `${name} ${question} ${state}`, question: [folder, question, postgres.url.replace('postgres', scheme)] };
    }));
    const printed = await run(PYTHON, ['-W', 'ignore', script, JSON.stringify(asked.map(({ question }) => question))]);
    const lines = printed.trim().split('\n').filter((line) => line.startsWith('{'));
    if (lines.length !== asked.length) throw new Error(printed);
    const answers = new Map(asked.map(({ key }, index) => [key, JSON.parse(lines[index] ?? '') as A]));
    return (name, question) => {
      const [before, after] = [answers.get(`${name} ${question} before`), answers.get(`${name} ${question} after`)];
      if (before === undefined || after === undefined) throw new Error(`nobody asked ${name} for ${question}`);
      return [before, after];
    };
  } finally {
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  }
}
