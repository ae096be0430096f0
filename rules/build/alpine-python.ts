import { defineCheck, fail, notApplicable, parseImageName, pass, valueOf, type Change, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, commandsIn, instructionsOf, plainWords } from '../shared/image.ts';
import { listed } from '../shared/words.ts';

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'runtime.dependencies'],
  check(facts, { strings }): Outcome {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const images = instructions.filter((each) => each.keyword === 'FROM' && isAlpinePython(each));
    const image = images.find(({ final }) => final);
    if (image === undefined) return notApplicable('the image is no Python on Alpine');
    const without = (valueOf(facts['runtime.dependencies']) ?? []).filter(({ name, kind, language }) => language === 'python' && kind === 'production' && strings('without-wheels').includes(name));
    const [first, ...rest] = without.map(({ at }) => at);
    if (first === undefined) return pass();
    return fail({
      message: `${listed(without.map(({ name }) => name))} ${rest.length === 0 ? 'has' : 'have'} no wheels for Alpine, on which ${image.words[0] ?? ''} is built`,
      evidence: [image.at, first, ...rest], anchor: 'alpine', fix: fixFor(images, instructions),
    });
  },
});

function isAlpinePython({ words: [image = ''] }: ImageInstruction): boolean {
  const { repository, tag = '' } = parseImageName(image);
  return repository === 'python' && /(?:^|-)alpine/.test(tag);
}

/** The slim image of Debian takes its place, where nothing is written for Alpine's own tools. */
function fixFor(images: readonly ImageInstruction[], instructions: readonly ImageInstruction[]): ProposedFix {
  const isWritten = commandsIn(instructions).some((command) => /^(?:apk|adduser|addgroup)$/.test(plainWords(command.command)[0] ?? ''));
  const [first, ...rest] = images.map((from): Change => ({ kind: 'rewrite', how: 'change-image', at: [from.at], with: { image: (from.words[0] ?? '').replace(/(?<=[:-])alpine[\d.]*/, 'slim') } }));
  if (isWritten || first === undefined) return advised('Move to the slim image of Debian, and write its packages for apt');
  return { title: 'Build on the slim image of Debian', applicability: 'review', change: rest.length === 0 ? first : { kind: 'all', changes: [first, ...rest] } };
}
