import type { Planner } from '../context.ts';
import type { Rewrite, Rewritings } from '../context.ts';
import { execServer } from './rewrite/exec-server.ts';
import { quoteCommand } from './rewrite/quote-procfile.ts';
import { removeMounts } from './rewrite/remove-mount.ts';
import { removeStep } from './rewrite/remove-step.ts';
import { removeWords } from './rewrite/remove-words.ts';
import { serveWithGunicorn } from './rewrite/serve-with-gunicorn.ts';
import { startDirectly } from './rewrite/start-directly.ts';
import { wrapCommand } from './rewrite/wrap-command.ts';
import { surviving } from './surviving.ts';

/** A plan that writes into no file that is about to be read no more. */
const living = (planner: Planner<Rewrite>): Planner<Rewrite> => async (change, context) => surviving(await planner(change, context), context);

/** Rewritings of commands and configuration files by the name that rules give. */
export const COMMAND_REWRITINGS: Rewritings = {
  'exec-server': living(execServer),
  'quote-command': living(quoteCommand),
  'remove-mount': living(removeMounts),
  'remove-step': living(removeStep),
  'remove-words': living(removeWords),
  'serve-with-gunicorn': living(serveWithGunicorn),
  'start-directly': living(startDirectly),
  'wrap-in-shell': living(wrapCommand),
};
