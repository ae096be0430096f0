import { valueOf, type Evidence, type FactSet } from '#rule';
import { runVariables } from './variables.ts';

/** Installs of Node's package managers, and those that leave development dependencies out. */
const INSTALL = /\b(?:npm (?:ci|i|install)|pnpm (?:i|install)|yarn(?: install)?|bun install)\b/;
const WITHOUT_DEVELOPMENT = /--omit[= ]dev|--only[= ]prod|--production\b|(?:^|\s)(?:--prod|-P)\b|npm prune|yarn workspaces focus .*--production/;

/** What leaves development dependencies of Node out of the image; undefined where they are in it, or nothing tells. */
export function developmentPruned(facts: FactSet): Evidence | undefined {
  const builder = facts['build.builder'];
  if (builder?.state !== 'known') return undefined;
  if (builder.value === 'heroku') return keepsDevelopment(facts) ? undefined : builder;
  if (builder.value !== 'dockerfile') return undefined;
  const final = (valueOf(facts['build.instructions']) ?? []).filter((instruction) => instruction.final);
  if (final.some(({ keyword, text }) => keyword === 'COPY' && text.includes('node_modules'))) return undefined;
  const installs = final.filter(({ keyword, text }) => keyword === 'RUN' && INSTALL.test(text));
  const [first, ...others] = installs;
  return first !== undefined && others.length === 0 && WITHOUT_DEVELOPMENT.test(first.text) ? first.at : undefined;
}

/** https://devcenter.heroku.com/articles/nodejs-support#package-installation */
function keepsDevelopment(facts: FactSet): boolean {
  const variables = runVariables(facts['build.variables'], facts['deploy.variables']);
  return variables.some(({ variable, value }) => (/^(?:NPM_CONFIG_PRODUCTION|YARN_PRODUCTION|PNPM_SKIP_PRUNING)$/.test(variable) && value !== 'true') || (variable === 'NODE_ENV' && value !== 'production'));
}
