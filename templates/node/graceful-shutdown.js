for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    // No new connections; requests in flight are answered, then the process ends.
    {{ server }}.close(() => process.exit());
    // A connection that its client keeps for later would hold that up.
    setInterval(() => {{ server }}.closeIdleConnections(), 250);
  });
}
