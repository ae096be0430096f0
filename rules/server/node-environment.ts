import { defineCheck, fail, notApplicable, pass, valueOf, type ImageInstruction, type Outcome, type ProposedFix, type ReadFacts } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, instructionsOf } from '../shared/image.ts';

type Seen = ReadFacts<'build.variables' | 'deploy.variables' | 'runtime.scripts' | 'start.command' | 'start.steps'>;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.variables', 'deploy.variables', 'start.steps', 'start.command', 'start.server', 'runtime.scripts', 'runtime.framework', 'server.development', 'server.reload'],
  check(facts, { strings }): Outcome {
    const instructions = instructionsOf(facts['build.instructions'])?.filter(({ final }) => final);
    if (instructions === undefined) return NO_IMAGE;
    const server = valueOf(facts['start.server']);
    if (strings('sets-itself').some((name) => name === valueOf(facts['runtime.framework']) || name === server)) return notApplicable('its framework sets the mode by itself');
    if (valueOf(facts['server.development']) === true || valueOf(facts['server.reload']) === true) return notApplicable('it starts a development server, which server/production-server judges');
    if (server !== 'node' && server !== 'nest') return notApplicable('the image does not start Node');
    if (isSet(instructions, facts)) return pass();
    const start = instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
    const image = instructions.find(({ keyword }) => keyword === 'FROM');
    const place = start ?? image;
    if (place === undefined) return NO_IMAGE;
    return fail({
      message: 'the image does not set NODE_ENV, so libraries run as on a developer\'s machine', evidence: [place.at], anchor: 'NODE_ENV', fix: fixFor(start, instructions, facts),
    });
  },
});

/** A file, the start command or a script that it runs names the variable; the image may do so with any value. */
function isSet(instructions: readonly ImageInstruction[], facts: Seen): boolean {
  const variables = [...(valueOf(facts['build.variables']) ?? []), ...(valueOf(facts['deploy.variables']) ?? [])];
  if (variables.some(({ variable, scope }) => variable === 'NODE_ENV' && scope === 'run')) return true;
  if (instructions.some(({ keyword, at }) => ['CMD', 'ENTRYPOINT', 'ENV'].includes(keyword) && at.value.includes('NODE_ENV'))) return true;
  const command = valueOf(facts['start.command']) ?? '';
  if ((valueOf(facts['runtime.scripts']) ?? []).some((script) => command.includes(script.name) && script.command.value.includes('NODE_ENV'))) return true;
  return command.includes('NODE_ENV') || (valueOf(facts['start.steps']) ?? []).some(({ at, words }) => at.value.includes('NODE_ENV') || words.some((word) => word.includes('NODE_ENV')));
}

/** Behind the last RUN it changes no install and no build. */
function fixFor(start: ImageInstruction | undefined, instructions: readonly ImageInstruction[], facts: Seen): ProposedFix {
  const isLast = start !== undefined && !instructions.slice(instructions.indexOf(start)).some(({ keyword }) => keyword === 'RUN');
  if (!isLast) return advised('Set ENV NODE_ENV=production behind the install and the build');
  const steps = valueOf(facts['start.steps']) ?? [];
  const installs = steps.length === 0 || steps.some(({ purpose }) => purpose === 'install' || purpose === 'build');
  return { title: 'Set NODE_ENV=production before the start command', applicability: installs ? 'review' : 'safe', change: { kind: 'rewrite', how: 'insert-instruction', at: [start.at], with: { text: 'ENV NODE_ENV=production' } } };
}
