import { splitWords } from '../documents/shell/split-words.ts';
import { isRedacted } from './redact-text.ts';
import { isKnownSetting } from './settings.ts';

/** Variables that hold a command: https://railpack.com/config/environment-variables, https://nixpacks.com/docs/configuration/environment */
const COMMAND_NAMES = /^(?:RAILPACK|NIXPACKS)_(?:START|BUILD|INSTALL)_CMD$/;

/** True for a variable whose value may be kept: a setting in the form that settings have, or a command in which nothing would be hidden. */
export function isKnownValue(name: string, value: string): boolean {
  return isKnownSetting(name, value) || (COMMAND_NAMES.test(name) && isPlainCommand(value));
}

/** `npm run start`: a program and what it is given. Settings of the platform that hold commands are shown by the same measure. */
function isPlainCommand(value: string): boolean {
  return value.length < 300 && /^[\w./-]{1,60}\s[ -~]*[!-~]$/.test(value) && !value.includes('${{') && splitWords(value).ok && isRedacted(value);
}
