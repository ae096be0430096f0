/** The first entry of an export, for those who open it. */
export const ABOUT = 'What Railway says of one environment, written by `optimize railway pull`. Variables are here by their shapes, without their values.';

/** True for the text of an export, whatever the file is called and whether it is used or was left there. */
export function isExport(text: string): boolean {
  return /^\s*\{\s*"about":\s*"What Railway says of one environment, /.test(text);
}
