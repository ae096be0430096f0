import { defineCheck, fail, parseImageName, pass, tableText, valueOf, type CheckContext, type Fact, type ImageInstruction, type Outcome, type ProposedFix, type VersionRequest } from '#rule';
import { advised } from '../shared/advised.ts';
import { NO_IMAGE, instructionsOf } from '../shared/image.ts';

/** Parts of a tag that images of every release of Python and Node have. */
const VARIANT = /^(?:slim|alpine|bookworm|trixie)$/;

/** A request for one release; `>=12` is none, and the oldest that it allows is no advice. */
const ONE_RELEASE = /^[^\d<>]*[\d.]+(?:\.x)?\s*$/;

export default defineCheck({
  needs: [],
  reads: ['build.instructions', 'runtime.requests'],
  check(facts, context): Outcome | readonly Outcome[] {
    const instructions = instructionsOf(facts['build.instructions']);
    if (instructions === undefined) return NO_IMAGE;
    const stages = new Set(instructions.map(({ stage }) => stage.toLowerCase()));
    const images = instructions.filter(({ keyword, words: [image] }) => keyword === 'FROM' && image !== undefined && !stages.has(image.toLowerCase()));
    const outcomes = images.flatMap((from) => movingImage(from, facts['runtime.requests'], context));
    return outcomes.length > 0 ? outcomes : pass();
  },
});

function movingImage(from: ImageInstruction, requests: Fact<readonly VersionRequest[]> | undefined, context: CheckContext): readonly Outcome[] {
  const image = from.words[0] ?? '';
  const { repository, tag, digest } = parseImageName(image);
  if (digest !== undefined || context.strings('without-tags').some((name) => repository === name || repository.startsWith(`${name}/`))) return [];
  const language = context.strings('versioned').find((name) => name === repository);
  const problem = tag === undefined || tag === 'latest' ? 'names no release: each build takes the newest'
    : language === undefined ? undefined : moving(language, tag);
  if (problem === undefined) return [];
  return [fail({
    message: `${image} ${problem}`, evidence: [from.at], anchor: `image:${repository}`, severity: from.final ? 'medium' : 'low',
    fix: fixFor(from, { repository, tag: tag ?? '' }, { requests, context }),
  })];
}

/** Words that are no release of any image. */
const MOVING = /^(?:slim|alpine|lts|current|stable|mainline|rolling|testing|unstable|sid|devel|fpm|cli|apache)/;
/** Releases of Debian: of an image that brings something else they say nothing. */
const DEBIAN = /^(?:buster|bullseye|bookworm|trixie)/;

/** Why the tag of an image that has versions does not settle one. */
function moving(repository: string, tag: string): string | undefined {
  const [first = ''] = tag.split('-');
  if (MOVING.test(first) || (DEBIAN.test(first) && repository !== 'debian')) return 'names no release: each build takes the newest';
  return repository === 'python' && /^\d+$/.test(first) ? `takes any release of Python ${first}` : undefined;
}

interface Known {
  readonly requests: Fact<readonly VersionRequest[]> | undefined;
  readonly context: CheckContext;
}

/** The version that another file of the project asks for, or the one that is recommended. */
function fixFor(from: ImageInstruction, { repository, tag }: { readonly repository: string; readonly tag: string }, { requests, context }: Known): ProposedFix {
  if (repository !== 'python' && repository !== 'node') return advised('Name the release in the tag');
  const asked = (valueOf(requests) ?? []).find((request) => request.language === repository && request.by !== 'dockerfile' && request.version !== undefined && ONE_RELEASE.test(request.at.value));
  // What lts stands for today is what the image is built on.
  const standard = tag.startsWith('lts') ? tableText(context.tables, 'builders/node-lts') : context.text(repository);
  const version = (asked?.version ?? standard).split('.').slice(0, repository === 'node' ? 1 : 2).join('.');
  const variants = tag.split('-').filter((part) => !/^(?:latest|lts|current|stable|\d+|)$/.test(part));
  if (!variants.every((part) => VARIANT.test(part)) || (repository === 'python' && !version.includes('.'))) return advised('Name the release in the tag');
  const image = `${(from.words[0] ?? '').split(':')[0] ?? repository}:${[version, ...variants].join('-')}`;
  return { title: `Build on ${image}`, applicability: 'review', change: { kind: 'rewrite', how: 'change-image', at: [from.at], with: { image } } };
}
