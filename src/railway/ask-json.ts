import type { ParseError } from 'jsonc-parser';
import type { UsageError } from '../usage-error.ts';
import { nameOf } from './failures.ts';
import type { RailwayCli } from './railway-cli.ts';
import { railwayError } from './railway-error.ts';
import { runCli, type CliCall } from './run-cli.ts';

/** Asks the CLI something that it answers in JSON. Where the answer is none, a UsageError says at which place, and shows none of it. */
export async function askJson(cli: RailwayCli, call: CliCall): Promise<unknown> {
  const text = await runCli(cli, call);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw await malformed(text, nameOf(call.words));
  }
}

/** What V8 says of malformed JSON quotes it, so the place is found again. */
async function malformed(text: string, name: string): Promise<UsageError> {
  const hint = `run ${name} by itself to see what it prints; railway upgrade renews the CLI`;
  if (text.trim() === '') return railwayError('railway-answer', `${name} printed nothing, and JSON was expected`, hint);
  const { parse } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return railwayError('railway-answer', `the answer of ${name} is no JSON: it has too many brackets in brackets`, hint);
  }
  const { offset, length } = errors[0] ?? { offset: text.length, length: 0 };
  const before = text.slice(0, offset).split('\n');
  const isCut = text.slice(offset + length).trim() === '';
  const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return railwayError('railway-answer', `the answer of ${name} is no JSON: ${isCut ? 'it ends too early, at' : 'the first mistake is at'} ${place}`, hint);
}
