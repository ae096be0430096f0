export function watch(database) {
  database.on('error', (error) => console.error(error.message));
}
