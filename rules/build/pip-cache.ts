import { defineCheck, fail, notApplicable, pass, type Outcome } from '#rule';
import { NO_IMAGE, cachesFolder, commandsIn, instructionsOf } from '../shared/image.ts';
import { PIP_CACHE, isPipInstall, keepsCache, switchesCacheOff } from '../shared/pip-cache.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const final = instructions.filter((each) => each.final);
    const installs = commandsIn(final).filter(({ command }) => isPipInstall(command));
    if (installs.length === 0) return notApplicable('pip installs nothing in the final image');
    if (final.some(switchesCacheOff)) return pass();
    const [first, ...rest] = installs.filter((ran) => keepsCache(ran) && !cachesFolder(ran.run, PIP_CACHE)).map(({ command }) => command.at);
    if (first === undefined) return pass();
    return fail({
      message: `${rest.length === 0 ? 'pip install leaves what it' : `${rest.length + 1} calls of pip install leave what they`} downloaded in the image, where nothing reads it`,
      evidence: [first, ...rest], anchor: 'pip-cache',
      fix: { title: 'Install with --no-cache-dir', applicability: 'safe', change: { kind: 'rewrite', how: 'add-command-word', at: [first, ...rest], with: { behind: 'install', word: '--no-cache-dir' } } },
    });
  },
});
