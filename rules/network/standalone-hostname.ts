import { defineCheck, fail, notApplicable, pass, valueOf, type FactSet, type ImageInstruction, type ProposedFix } from '#rule';
import { looseWords } from '../shared/commands.ts';
import { runVariables } from '../shared/variables.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'build.variables', 'deploy.variables', 'start.command', 'start.serverCommand'],
  check(_facts, { service: { facts, name } }) {
    const image = (valueOf(facts['build.instructions']) ?? []).filter(({ final }) => final);
    const copy = image.find(({ keyword, text }) => keyword === 'COPY' && /(?:^|[\s/"])\.next\/standalone\b/.test(text));
    const command = facts['start.serverCommand'];
    if (copy === undefined || command?.state !== 'known' || !/^node\b.*\bserver\.js\b/.test(command.value)) {
      return notApplicable('no standalone server of Next.js is started from an image');
    }
    if (setsHostname(facts)) return pass();
    return fail({
      message: `${name} listens on the one address that the container's HOSTNAME names`, evidence: [copy.at, command], anchor: 'variable:HOSTNAME',
      fix: fixIn(image),
    });
  },
});

function setsHostname(facts: FactSet): boolean {
  const isSet = runVariables(facts['build.variables'], facts['deploy.variables']).some(({ variable }) => variable === 'HOSTNAME');
  return isSet || looseWords(valueOf(facts['start.command']) ?? '').some((word) => word.startsWith('HOSTNAME='));
}

/** Above the instruction that starts the server, in the stage that is the image. */
function fixIn(image: readonly ImageInstruction[]): ProposedFix {
  const start = image.findLast(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  const title = 'Set HOSTNAME=0.0.0.0 in the image';
  if (start?.at.provenance.kind !== 'declared') return { title, applicability: 'advice', change: { kind: 'advice' } };
  const { file: { text }, range } = start.at.provenance;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { title, applicability: 'safe', change: { kind: 'replace', at: start.at, text: `ENV HOSTNAME=0.0.0.0${newline}${text.slice(range.start, range.end)}` } };
}
