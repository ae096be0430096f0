import { appendFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { codeOf, reasonOf } from './reasons.ts';

/** Writes a file that the user names for a result, whole or not at all; an old one of that name gives way. Pipes and devices are written to. */
export function writeOutput(path: string, text: string): void {
  const state = stateOf(path);
  if (state !== undefined && !state.isFile()) return tried(path, () => writeFileSync(path, text));
  const target = state === undefined ? path : realpathSync(path);
  const temporary = `${target}.${process.pid}.tmp`;
  tried(path, () => {
    try {
      writeFileSync(temporary, text, { flag: 'wx' }); // a link of that name is not followed
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Adds to the end of a file that the environment names, such as the job summary of a CI system. */
export function appendOutput(path: string, text: string): void {
  tried(path, () => appendFileSync(path, text));
}

/** Throws a UsageError where a file cannot be written because its folder is not there, or because it is a folder itself. */
export function checkOutput(path: string): void {
  if (stateOf(path)?.isDirectory()) throw refusal(path, 'it is a folder');
  if (!stateOf(dirname(path))?.isDirectory()) throw refusal(path, 'its folder is not there');
}

function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function tried(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw refusal(path, codeOf(error) === 'ENOENT' ? 'its folder is not there' : reasonOf(error));
  }
}

function refusal(path: string, because: string): UsageError {
  return new UsageError(`${path} cannot be written: ${because}`, 'name a file in a folder that is there and may be written');
}
