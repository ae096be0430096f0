{
  // Percentiles of the last {{ every }} seconds, one line of log. Each process knows its own requests only.
  let times = [];
  let since = performance.now();
  {{ web.app }}.use((_request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      times.push(performance.now() - started);
      if (performance.now() - since < {{ every }} * 1000) return;
      const ordered = times.sort((a, b) => a - b);
      const at = (part) => Math.round(ordered[Math.floor((ordered.length - 1) * part)]);
      console.log(JSON.stringify({ level: "info", message: "request timing", process: process.pid, requests: ordered.length, p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) }));
      times = [];
      since = performance.now();
    });
    next();
  });
}
