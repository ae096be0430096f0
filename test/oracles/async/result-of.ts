import { PYTHON, run } from '../../support/real-tools.ts';

/** Runs a program and gives what it leaves in `result`. */
export async function resultOf(code: string): Promise<unknown> {
  const printed = await run(PYTHON, ['-W', 'ignore', '-c', `import json\n${code}\nprint("RESULT " + json.dumps(result), flush=True)`]);
  return JSON.parse(/^RESULT (.*)$/m.exec(printed)?.[1] ?? '');
}
