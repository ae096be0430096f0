import type { Rewritings } from '../context.ts';
import { execServer } from './rewrite/exec-server.ts';
import { quoteCommand } from './rewrite/quote-procfile.ts';
import { removeMounts } from './rewrite/remove-mount.ts';
import { removePipe } from './rewrite/remove-pipe.ts';
import { removeStep } from './rewrite/remove-step.ts';
import { removeWords } from './rewrite/remove-words.ts';
import { replaceWords } from './rewrite/replace-words.ts';
import { stopOnError, writeUnixLines } from './rewrite/script-lines.ts';
import { serveWithGunicorn } from './rewrite/serve-with-gunicorn.ts';
import { startDirectly } from './rewrite/start-directly.ts';
import { wrapCommand } from './rewrite/wrap-command.ts';
import { setServerOption } from './set-server-fact.ts';
import { setVariable } from './variables/set-variable.ts';

/** Rewritings of commands and configuration files by the name that rules give. */
export const COMMAND_REWRITINGS: Rewritings = {
  'exec-server': execServer,
  'quote-command': quoteCommand,
  'remove-mount': removeMounts,
  'remove-pipe': removePipe,
  'remove-step': removeStep,
  'remove-words': removeWords,
  'set-server-option': setServerOption,
  'replace-words': replaceWords,
  'serve-with-gunicorn': serveWithGunicorn,
  /** `at` is a variable that a file sets; `value` is what it gets. */
  'set-variable': setVariable,
  'start-directly': startDirectly,
  'stop-on-error': stopOnError,
  'unix-line-ends': writeUnixLines,
  'wrap-in-shell': wrapCommand,
};
