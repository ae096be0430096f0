import { json } from './files.mjs';
import { readState } from './state.mjs';

/** The end of a command that failed: the sentence on stderr, a hint below it. */
export function failed(sentence, hint) {
  return { code: 1, stderr: `${sentence}\n${hint === undefined ? '' : `  → ${hint}\n`}` };
}

/** What the CLI does in a mode; undefined where it answers as usual. */
export function failureOf(mode, words) {
  const isVersion = words.includes('--version');
  if (mode === 'other-program') return { stdout: isVersion ? '1.2.3\n' : 'Railway.js: no such command\n', code: isVersion ? 0 : 1 };
  if (mode === 'shim') return json('failures/shim.json');
  if (mode === 'old-version') return isVersion ? { stdout: 'railway 3.20.2\n' } : json('failures/old-version.json');
  if (isVersion) return undefined;
  return afterVersion(mode, words);
}

function afterVersion(mode, words) {
  const whole = () => `${JSON.stringify(words[0] === 'status' ? readState().status : readState().config, undefined, 2)}\n`;
  switch (mode) {
    case 'malformed': return { stdout: whole().slice(0, 400) };
    case 'malformed-late': return { stdout: whole().slice(0, -40) };
    case 'empty': return { stdout: '' };
    case 'banner-before-json': return { stdout: `A new version of Railway is there: 5.99.0\n${whole()}` };
    case 'slow': return { stdout: whole(), sleep: Number(process.env.RAILWAY_DOUBLE_SLEEP ?? 60_000) };
    case 'killed': return { signal: 'SIGKILL' };
    default: return json(`failures/${mode}.json`);
  }
}
