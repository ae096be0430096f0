import { UsageError } from '../usage-error.ts';

/** What went wrong between us and Railway, for programs. */
export type RailwayErrorCode =
  | 'railway-missing' | 'railway-too-old' | 'railway-login' | 'railway-unlinked' | 'railway-unauthorized' | 'railway-answer' | 'railway-timeout'
  | 'railway-failed' | 'railway-offline';

/** A failure with the command that helps. Neither holds a value of a variable or a token. */
export function railwayError(code: RailwayErrorCode, message: string, hint: string): UsageError {
  return new UsageError(message, hint, code);
}
