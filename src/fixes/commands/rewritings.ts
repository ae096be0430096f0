import type { Rewritings } from '../context.ts';

/** Rewritings of commands, start scripts and the files that hold them. */
export const COMMAND_REWRITINGS: Rewritings = {};
