/** Whether to colour: flag, OPTIMIZE_COLOR, NO_COLOR, FORCE_COLOR, TERM=dumb, then whether the stream is a terminal. */
export function wantsColour(flag: boolean | undefined, environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (flag !== undefined) return flag;
  const own = environment['OPTIMIZE_COLOR'] ?? '';
  if (own !== '' && own !== 'auto') return !['0', 'false', 'never', 'no'].includes(own);
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const force = environment['FORCE_COLOR'] ?? '';
  if (force !== '') return force !== '0' && force !== 'false';
  return environment['TERM'] !== 'dumb' && isTerminal;
}
