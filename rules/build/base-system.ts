import { defineCheck, fail, notApplicable, parseImageName, pass, releaseLine, type CheckContext, type ImageInstruction, type Outcome, type ProposedFix } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, instructionsOf } from '../shared/image.ts';
import { counted, daysBetween } from '../shared/words.ts';

const NAMES: Readonly<Record<string, string>> = { debian: 'Debian', ubuntu: 'Ubuntu', alpine: 'Alpine' };

/** A release of an operating system, as a tag names it. */
interface System {
  readonly product: string;
  readonly release: string;
}

export default defineCheck({
  needs: [],
  reads: ['build.instructions'],
  check(facts, context): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const images = instructions.flatMap((from) => {
      const system = from.keyword === 'FROM' ? systemOf(from.words[0] ?? '', context) : undefined;
      return system === undefined ? [] : [{ from, system }];
    });
    if (images.length === 0) return notApplicable('no tag names a release of an operating system');
    const outcomes = images.flatMap(({ from, system }) => oldSystem(from, system, context));
    return outcomes.length > 0 ? outcomes : pass();
  },
});

function systemOf(image: string, { tables }: CheckContext): System | undefined {
  const { repository, tag = '' } = parseImageName(image);
  const parts = [...tag.toLowerCase().split('-'), ...repository.toLowerCase().split('-').slice(1)];
  for (const part of parts) {
    const numbered = /^(alpine|debian|ubuntu)(\d+(?:\.\d+)?)$/.exec(part);
    if (numbered !== null) return { product: numbered[1] ?? '', release: numbered[2] ?? '' };
    const product = ['debian', 'ubuntu'].find((each) => /^[a-z]+$/.test(part) && tables.lifecycles.get(each)?.lines.some(({ line }) => line === part) === true);
    if (product !== undefined) return { product, release: part };
  }
  return repository in NAMES && /^\d/.test(tag) ? { product: repository, release: tag.split('-')[0] ?? '' } : undefined;
}

function oldSystem(from: ImageInstruction, { product, release }: System, { asOf, tables }: CheckContext): readonly Outcome[] {
  const lifecycle = tables.lifecycles.get(product);
  const line = lifecycle === undefined ? undefined : releaseLine(lifecycle, release);
  if (line === undefined || line.endOfLife >= asOf) return [];
  return [fail({
    message: `${from.words[0] ?? ''} is built on ${NAMES[product] ?? product} ${release}, which has had no security fixes since ${line.endOfLife}, ${counted(daysBetween(line.endOfLife, asOf), 'day')} ago`,
    evidence: [from.at], anchor: `system:${product}-${release}`, severity: from.final ? 'high' : 'medium', fix: fixFor(from, release),
  })];
}

/** The same image on the oldest release of Debian that is supported, where Python and Node have one. https://hub.docker.com/_/python, https://hub.docker.com/_/node */
function fixFor(from: ImageInstruction, release: string): ProposedFix {
  const image = from.words[0] ?? '';
  const { repository, tag = '', digest } = parseImageName(image);
  const [major = 0, minor = 0] = (/^[\d.]+/.exec(tag)?.[0] ?? '').split('.').map(Number);
  const isBuilt = repository === 'python' ? major === 3 && minor >= 8 : repository === 'node' && major >= 18;
  if (digest !== undefined || !isBuilt || !/^(?:stretch|buster|bullseye)$/.test(release)) return advised('Move to an image on a supported release, and check the packages that are installed from it');
  const newer = image.replace(`-${release}`, '-bookworm');
  return { title: `Build on ${newer}`, applicability: 'review', change: { kind: 'rewrite', how: 'change-image', at: [from.at], with: { image: newer } } };
}
