import { defineCheck, fail, notApplicable, pass, type ImageInstruction, type Outcome } from '#rule';
import { NO_IMAGE, cachesFolder, commandsIn, instructionsOf, plainWords, type Ran } from '../shared/image.ts';
import { counted } from '../shared/words.ts';

const OFF = /^(?:0|false|off|no|n|)$/i;

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const final = instructions.filter((each) => each.final);
    const installs = commandsIn(final).filter(({ command }) => isPipInstall(plainWords(command)));
    if (installs.length === 0) return notApplicable('pip installs nothing in the final image');
    if (final.some(switchesCacheOff)) return pass();
    const [first, ...rest] = installs.filter(keepsCache).map(({ command }) => command.at);
    if (first === undefined) return pass();
    return fail({
      message: `${counted(rest.length + 1, 'pip install')} ${rest.length === 0 ? 'leaves' : 'leave'} what ${rest.length === 0 ? 'it' : 'they'} downloaded in the image, where nothing reads it`,
      evidence: [first, ...rest], anchor: 'pip-cache',
      fix: { title: 'Install with --no-cache-dir', applicability: 'safe', change: { kind: 'rewrite', how: 'add-command-word', at: [first, ...rest], with: { behind: 'install', word: '--no-cache-dir' } } },
    });
  },
});

function isPipInstall([program = '', verb]: readonly string[]): boolean {
  return /^pip[\d.]*$/.test(program) && verb === 'install';
}

function keepsCache({ command, run }: Ran): boolean {
  if (command.words.some((word) => word === '--no-cache-dir' || word.startsWith('--cache-dir'))) return false;
  const emptied = run.commands.some(({ words }) => (words.includes('cache') && words.includes('purge')) || (words.includes('rm') && words.some((word) => word.includes('.cache'))));
  return !emptied && !cachesFolder(run, /\.cache|pip/);
}

/** `ENV PIP_NO_CACHE_DIR=1`, or a configuration of pip that is made in the image. */
function switchesCacheOff(instruction: ImageInstruction): boolean {
  if (instruction.variables.some(({ name, value }) => name === 'PIP_NO_CACHE_DIR' && !OFF.test(value ?? 'set'))) return true;
  return instruction.commands.some((command) => plainWords(command)[1] === 'config' && command.words.some((word) => word.includes('no-cache-dir')));
}
