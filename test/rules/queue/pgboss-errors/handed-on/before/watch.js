export const watch = (emitter) => emitter.on('error', console.error);
