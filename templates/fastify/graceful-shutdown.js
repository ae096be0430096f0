for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    // A connection that its client keeps for later would hold the end up.
    setInterval(() => {{ web.app }}.server.closeIdleConnections(), 250);
    // No new connections; requests in flight are answered, and onClose hooks run.
    await {{ web.app }}.close();
    process.exit();
  });
}
