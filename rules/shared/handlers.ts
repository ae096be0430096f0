/** The function of a request handler by its name, as the subject of a sentence; many have none. */
export function handlerName(within: string | undefined): string {
  return within === undefined || within === '' || within.startsWith('anonymous') ? 'a handler' : within;
}
