import type { Singleton } from '../../../model/facts/code.ts';
import type { Program } from '../program.ts';
import type { ReaderResult } from '../reader.ts';
import { backgroundLoops } from '../singletons/background-loops.ts';
import { botsAndSchedulers } from '../singletons/bots-and-schedulers.ts';
import { fileStates } from '../singletons/file-states.ts';
import { moduleStates } from '../singletons/module-states.ts';
import { sockets } from '../singletons/sockets.ts';
import { listFact } from './list-fact.ts';

const KINDS: readonly ((program: Program) => readonly Singleton[])[] = [botsAndSchedulers, sockets, moduleStates, fileStates, backgroundLoops];

/** Reasons to keep one copy of the process. */
export function readSingletons(program: Program): ReaderResult {
  const found = KINDS.flatMap((read) => read(program));
  return { facts: { 'process.singletons': listFact('process.singletons', found, (each) => each.at) } };
}
