import type { Rewritings } from '../context.ts';
import { execServer } from './rewrite/exec-server.ts';
import { quoteCommand } from './rewrite/quote-procfile.ts';
import { removeMounts } from './rewrite/remove-mount.ts';
import { removeStep } from './rewrite/remove-step.ts';
import { removeWords } from './rewrite/remove-words.ts';
import { serveWithGunicorn } from './rewrite/serve-with-gunicorn.ts';
import { startDirectly } from './rewrite/start-directly.ts';
import { wrapCommand } from './rewrite/wrap-command.ts';
import { setServerOption } from './set-server-fact.ts';

/** Rewritings of commands and configuration files by the name that rules give. */
export const COMMAND_REWRITINGS: Rewritings = {
  'exec-server': execServer,
  'quote-command': quoteCommand,
  'remove-mount': removeMounts,
  'remove-step': removeStep,
  'remove-words': removeWords,
  'set-server-option': setServerOption,
  'serve-with-gunicorn': serveWithGunicorn,
  'start-directly': startDirectly,
  'wrap-in-shell': wrapCommand,
};
