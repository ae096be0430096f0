import type { ImageCommand, ImageInstruction } from '../model/facts/build.ts';

/** Whether a Dockerfile in a folder is written for the root of the project: it names that folder in the image, or runs what a workspace has at its root. */
export function worksAtRoot(instructions: readonly ImageInstruction[], folder: string): boolean {
  const names = instructions.some(({ text, keyword }) => folder.includes('/') && keyword !== 'FROM' && isNamed(folder, text));
  return names || instructions.some(({ commands }) => commands.some(choosesPackage));
}

/** True for `/srv/apps/api` and `apps/api/dist`, where the folder is `apps/api`; an image of that folder alone has no such path. */
function isNamed(folder: string, text: string): boolean {
  for (let at = text.indexOf(folder); at !== -1; at = text.indexOf(folder, at + 1)) {
    if (!/[\w@-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + folder.length] ?? '')) return true;
  }
  return false;
}

/** `turbo prune api`, `pnpm --filter api build`, `yarn workspace api build`, `npm run build -w api`: there is one lock file for several packages. */
function choosesPackage({ words }: ImageCommand): boolean {
  const has = (...patterns: readonly RegExp[]) => patterns.every((pattern) => words.some((word) => pattern.test(word)));
  return has(/^turbo$/, /^prune$/) || has(/^(?:pnpm|bun|turbo)$/, /^(?:--filter|-F)(?:=|$)/) || has(/^yarn$/, /^workspaces?$/) || has(/^npm$/, /^(?:-w|--workspaces?)(?:=|$)/);
}
