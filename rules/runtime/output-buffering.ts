import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type ProposedFix } from '#rule';
import { runVariables } from '../shared/variables.ts';

/** Images that set nothing: the language's own, uv's, and plain distributions. */
const PLAIN_IMAGE = /^(?:docker\.io\/)?(?:library\/)?(?:python|debian|ubuntu|alpine|(?:ghcr\.io\/)?astral-sh\/uv|public\.ecr\.aws\/docker\/library\/python)(?:[:@]|$)/;

export default defineCheck({
  needs: [],
  reads: ['build.builder', 'build.baseImage', 'build.instructions', 'build.variables', 'deploy.variables', 'runtime.language', 'start.command', 'start.serverCommand'],
  check(_facts, { service: { facts } }) {
    const image = facts['build.baseImage'];
    if (valueOf(facts['build.builder']) !== 'dockerfile' || valueOf(facts['runtime.language']) !== 'python') return notApplicable('no Dockerfile makes an image of Python');
    if (image?.state !== 'known' || !PLAIN_IMAGE.test(image.value)) return notApplicable('the base image may set it');
    const command = [facts['start.command'], facts['start.serverCommand']].map((fact) => valueOf(fact) ?? '').join(' ');
    if (command.trim() === '') return notApplicable('nothing tells what it starts');
    if (isUnbuffered(facts) || /PYTHONUNBUFFERED|\bpython3?(?:\.\d+)?\s+-\w*u/.test(command)) return pass();
    return fail({
      message: 'the image does not set PYTHONUNBUFFERED: what the program prints waits in a buffer',
      evidence: [image], anchor: 'PYTHONUNBUFFERED',
      fix: setting(facts),
    });
  },
});

/** A line behind the first ENV instructions of the final stage that stand together, else behind its FROM. */
function setting(facts: FactSet): ProposedFix {
  const title = 'Set PYTHONUNBUFFERED=1 in the image';
  const instructions = valueOf(facts['build.instructions']) ?? [];
  const own = instructions.filter(({ stage }) => stage === instructions.at(-1)?.stage);
  const place = own.find(({ keyword }, index) => keyword === 'ENV' && own[index + 1]?.keyword !== 'ENV') ?? own.find(({ keyword }) => keyword === 'FROM');
  if (place === undefined) return { title, applicability: 'advice', change: { kind: 'advice' } };
  return { title, applicability: 'safe', change: { kind: 'rewrite', how: 'insert-instruction', at: [place.at], with: { text: 'ENV PYTHONUNBUFFERED=1', side: 'after' } } };
}

function isUnbuffered(facts: FactSet): boolean {
  const set = runVariables(facts['build.variables'], facts['deploy.variables']).some(({ variable }) => variable === 'PYTHONUNBUFFERED');
  const instructions = valueOf(facts['build.instructions']) ?? [];
  return set || instructions.some(({ keyword, final, variables }) => final && keyword === 'ENV' && variables.some(({ name }) => name === 'PYTHONUNBUFFERED'));
}
