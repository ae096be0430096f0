import zlib from 'node:zlib';

/** Draws what stands between two signs; the library waits for no promise. */
export function drawings(writer) {
  return writer.use((library, options) => {
    library.block.ruler.before('fence', 'drawing', (state, line) => {
      state.push('drawing', 'img', 0).src = zlib.deflateSync(state.src.slice(line)).toString('base64url');
      return options?.draws !== false;
    });
  });
}
