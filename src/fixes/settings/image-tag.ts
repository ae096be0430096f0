import { parseImageName } from '../../model/image-name.ts';
import type { NewText } from './version-text.ts';

/** Releases of Debian for which the images of a supported Python or Node are no longer built; the oldest one that is takes their place. */
const GONE = new Set(['jessie', 'stretch', 'buster', 'bullseye']);
const OLDEST = 'bookworm';
/** Parts of a tag that images of every release have. https://hub.docker.com/_/python, https://hub.docker.com/_/node */
const KEPT = new Set(['slim', 'alpine', 'bookworm', 'trixie']);

/** The tag of an image for another release of its language. */
export function tagFor(image: string, version: string): NewText {
  const { repository, tag, digest } = parseImageName(image);
  if (digest !== undefined) return { because: `the image ${repository} is pinned by its digest` };
  if (tag === undefined) return { because: `the image ${image} has no tag` };
  const pattern = PATTERNS.find(([name]) => name.test(repository))?.[1];
  if (pattern === undefined) return { because: `which images ${repository} has is not known` };
  const [all, before = '', variants = ''] = pattern.exec(tag) ?? [];
  if (all === undefined) return { because: `which images ${repository} has beside ${tag} is not known` };
  const kept = variants.split('-').map(variantFor);
  return kept.includes(undefined) ? { because: `whether ${repository}:${tag} exists for ${version} is not known` } : { text: before + version + kept.join('-') };
}

/** Groups of a tag: what stands before the version, and what stands behind it. */
const PATTERNS: readonly (readonly [RegExp, RegExp])[] = [
  [/^python$/, /^()\d+(?:\.\d+){1,2}((?:-[\w.]+)*)$/],
  [/^node$/, /^()(?:v?\d+(?:\.\d+){0,2}|argon|boron|carbon|dubnium|erbium|fermium|gallium|hydrogen|iron|jod)((?:-[\w.]+)*)$/],
  [/^(?:ghcr\.io\/)?astral-sh\/uv$/, /^(python)3\.\d+((?:-[\w.]+)*)$/],
];

/** The same variant of a newer image: an Alpine or Debian release that it no longer has gives way. */
function variantFor(variant: string): string | undefined {
  if (variant === '' || KEPT.has(variant)) return variant;
  if (GONE.has(variant)) return OLDEST;
  return /^alpine\d+\.\d+$/.test(variant) ? 'alpine' : undefined;
}
