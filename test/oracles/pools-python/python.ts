import { HANG_LIMIT } from '../../support/hang-limit.ts';
import { PYTHON, run } from '../../support/real-tools.ts';

/** Runs a program with the libraries themselves and gives what it printed last, as JSON. */
export async function answerOf(program: string, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const printed = await run(PYTHON, ['-W', 'ignore', '-c', `${HEAD}${program}`], { env: { ...process.env, ...environment }, timeout: HANG_LIMIT });
  return JSON.parse(printed.trim().split('\n').at(-1) ?? 'null');
}

/** `failure(f)`: the name of the exception that a call raises, or "none"; `say(x)`: the answer. */
const HEAD = `
import json, os


def say(value):
    print(json.dumps(value), flush=True)


def failure(call):
    try:
        call()
    except BaseException as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return "none"


`;
