import type { VersionRequest } from '../../model/facts/runtime.ts';

/** What a place that asks for a version says instead, or why it cannot say it. */
export type NewText = { readonly text: string } | { readonly because: string };

/** The release line of a version: Node counts majors, Python minors. */
export function lineOf(version: string, language: string): string {
  return version.replace(/^[^\d]*/, '').split('.').slice(0, language === 'node' ? 1 : 2).join('.');
}

/** A request of one release, in the words of the place that makes it: `python-3.9.18`, `v18`, `^18.2.0`, `nodejs_18`. */
export function askFor(version: string, { at, by, language }: VersionRequest): NewText {
  const written = at.value.trim();
  if (by === 'nixpkgs') return nixPackage(written, version);
  if (by === 'engines' || by === 'dev-engines') return { text: engineRange(written, version) };
  const found = [...written.matchAll(/\d+(?:\.\d+)*/g)];
  const [first] = found;
  if (found.length !== 1 || first === undefined || /[<>=~^*|\n]/.test(written)) {
    return { because: `it asks for ${JSON.stringify(written)}, which is more than one release` };
  }
  if (!/^(?:v|python-?|cpython-?|node-?)?$/i.test(written.slice(0, first.index)) || first.index + first[0].length !== written.length) {
    return { because: `it asks for ${JSON.stringify(written)}, which is no plain release of ${language}` };
  }
  const isWhole = first[0].split('.').length > 2;
  if (isWhole && by === 'tool-versions') return { because: `it names the patch release ${first[0]}, and which one of ${version} it is to be is yours to say` };
  if (isWhole && by === 'pipfile') return { because: `python_full_version names a patch release, and which one of ${version} it is to be is yours to say` };
  return { text: written.slice(0, first.index) + version };
}

/** True for a request that names one release line and leaves nothing open beyond it. */
export function isOneLine({ at }: VersionRequest): boolean {
  return /^\s*(?:[\^~=]\s*)?v?\d+(?:\.(?:\d+|x|\*))*\s*$/.test(at.value) || /^[a-z]+[-_]?\d+(?:[._]\w+)*$/i.test(at.value.trim());
}

/** A caret, a tilde and a lower bound stay; everything else becomes the whole line: `24.x`. */
function engineRange(written: string, version: string): string {
  const [, operator, number = ''] = /^(\^|~|>=)\s*v?(\d+(?:\.\d+){0,2})$/.exec(written) ?? [];
  if (operator !== undefined) return operator + [version, '0', '0'].slice(0, number.split('.').length).join('.');
  return /^v?\d+$/.test(written) ? version : `${version}.x`;
}

/** Nix packages have their version in the name. https://search.nixos.org/packages */
function nixPackage(name: string, version: string): NewText {
  if (/^python3\d{1,2}(?:Full)?$/.test(name)) return { text: name.replace(/\d+/, version.replace('.', '')) };
  const node = /^nodejs(-slim)?[-_]\d{1,2}(?:_x)?$/.exec(name);
  return node === null ? { because: `the package ${name} has no name for ${version} that we know` } : { text: `nodejs${node[1] ?? ''}_${version}` };
}
