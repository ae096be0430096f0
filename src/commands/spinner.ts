/** Work that ends sooner than this shows nothing. */
const PATIENCE = 500;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Waits for work and shows on stderr that it goes on: only in a terminal, never in CI, and only once it takes a while. Work that prints something
 * itself calls what it is given first.
 */
export async function withSpinner<T>(text: string, work: (stop: () => void) => Promise<T>): Promise<T> {
  const isWatched = process.stderr.isTTY && process.env['TERM'] !== 'dumb' && (process.env['CI'] ?? '') === '';
  if (!isWatched) return work(() => undefined);
  const started = process.uptime();
  let frame = 0;
  const timer = setInterval(() => {
    if ((process.uptime() - started) * 1000 < PATIENCE) return;
    process.stderr.write(`\r${FRAMES[frame % FRAMES.length] ?? ''} ${text}`);
    frame += 1;
  }, 100);
  const clear = () => {
    if (frame > 0) process.stderr.write(`\r${' '.repeat(text.length + 2)}\r`);
    frame = 0;
  };
  const stop = () => {
    clearInterval(timer);
    clear();
  };
  process.once('exit', clear); // a person who breaks off gets a clean line
  try {
    return await work(stop);
  } finally {
    process.off('exit', clear);
    stop();
  }
}
