/** For each character of a command: the code of the quote that is open before it, 0 where none is. */
export function quotesIn(text: string): Uint8Array {
  const quotes = new Uint8Array(text.length + 1);
  let open = '';
  let isEscaped = false;
  for (let index = 0; index < text.length; index += 1) {
    quotes[index] = open === '' ? 0 : open.charCodeAt(0);
    const character = text.charAt(index);
    const isQuote = !isEscaped && (character === '"' || character === "'");
    isEscaped = !isEscaped && character === '\\' && open !== "'";
    if (isQuote) open = open === '' ? character : open === character ? '' : open;
  }
  return quotes;
}
