import { spawnSync } from 'node:child_process';

const CAPABILITIES = '-dac_override,-dac_read_search';

/**
 * Words before a command that let it open no more files than their permissions say: root may open all of them, unless it gives that up
 * (https://man7.org/linux/man-pages/man7/capabilities.7.html). Nothing for a user who is not root; undefined where root cannot.
 */
export const AS_ORDINARY_USER: readonly string[] | undefined = process.getuid?.() === 0 ? given() : [];

function given(): readonly string[] | undefined {
  const words = ['setpriv', `--inh-caps=${CAPABILITIES}`, `--bounding-set=${CAPABILITIES}`];
  return spawnSync('setpriv', [...words.slice(1), 'true']).status === 0 ? words : undefined;
}
