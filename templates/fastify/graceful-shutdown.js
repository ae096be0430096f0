for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    // No new connections; requests in flight are answered, onClose hooks run, then the process ends.
    await {{ web.app }}.close();
    process.exit();
  });
}
