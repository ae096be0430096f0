import { shellWord } from '../text/shell-word.ts';

/** What the files of a project need to know of it. */
export interface Target {
  /** Folder of the project from the top of the repository, '' for the top. */
  readonly folder: string;
  readonly version: string;
  /** The text of a file from the top of the repository; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
}

/** A path from the top of the repository of a file in the project's folder. */
export const inFolder = ({ folder }: Target, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** The words that check what is about to be committed. */
export function stagedCheck({ folder }: Target): string {
  return `optimize check ${folder === '' ? '' : `${shellWord(folder)} `}--staged --base HEAD`;
}
