import { defineCheck, fail, notApplicable, pass, valueOf, type ImageInstruction, type Outcome, type ReadFacts } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, commandsIn, instructionsOf } from '../shared/image.ts';

/** Programs behind which a build may do anything. */
const OPAQUE = /^(?:make|just|task|inv|invoke|fab|poe|bash|sh)$|\.sh$|^\.{0,2}\//;

type Elsewhere = ReadFacts<'deploy.preDeployCommand' | 'service.processes' | 'start.command'>;

export default defineCheck({
  needs: [],
  reads: ['service.kind', 'build.instructions', 'runtime.framework', 'runtime.dependencies', 'start.steps', 'deploy.preDeployCommand', 'service.processes', 'start.command'],
  check(facts): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    if (valueOf(facts['service.kind']) !== 'web') return notApplicable('it is not known to answer requests');
    const dependencies = valueOf(facts['runtime.dependencies']) ?? [];
    const server = dependencies.find(({ name, kind }) => name === 'whitenoise' && kind === 'production');
    if (valueOf(facts['runtime.framework']) !== 'django' || server === undefined) return notApplicable('WhiteNoise serves no files of a Django project');
    if (facts['start.steps']?.state !== 'known') return notApplicable('what runs at the start cannot be told');
    const texts = [...instructions.map(({ at }) => at.value), ...facts['start.steps'].value.map(({ words }) => words.join(' ')), ...commandsElsewhere(facts)];
    if (texts.some((text) => text.includes('collectstatic'))) return pass();
    if (isOpaque(instructions)) return notApplicable('a script of the build may collect them');
    return fail({
      message: 'nothing runs collectstatic, so WhiteNoise has no files to serve',
      evidence: [server.at], anchor: 'collectstatic', fix: advised('Run python manage.py collectstatic --noinput in the Dockerfile, with a stand-in for the settings that it reads'),
    });
  },
});

function commandsElsewhere(facts: Elsewhere): readonly string[] {
  const processes = (valueOf(facts['service.processes']) ?? []).flatMap(({ command }) => valueOf(command) ?? []);
  return [valueOf(facts['deploy.preDeployCommand']) ?? '', valueOf(facts['start.command']) ?? '', ...processes];
}

/** A RUN that starts a script or cannot be read, and an entry point of the image's own. */
function isOpaque(instructions: readonly ImageInstruction[]): boolean {
  return commandsIn(instructions).some(({ command: { words } }) => OPAQUE.test(words[0] ?? '') || words.some((word) => word.endsWith('.sh')))
    || instructions.some(({ keyword, commands, text }) => (keyword === 'RUN' && commands.length === 0) || (keyword === 'ENTRYPOINT' && /\.sh\b/.test(text)));
}
