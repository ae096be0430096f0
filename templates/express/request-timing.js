{
  // Percentiles of the last {{ every }} seconds, one line of log. Each process knows its own requests only.
  let times = new Array();
  let since = performance.now();
  {{ web.app }}.use((_request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      times.push(performance.now() - started);
      if (performance.now() - since < {{ every }} * 1000) return;
      const ordered = times.sort((a, b) => a - b);
      const [p50_ms, p95_ms, p99_ms] = [0.5, 0.95, 0.99].map((part) => Math.round(ordered[Math.floor((ordered.length - 1) * part)]));
      console.log(JSON.stringify({ level: "info", message: "request timing", process: process.pid, requests: ordered.length, p50_ms, p95_ms, p99_ms }));
      times = new Array();
      since = performance.now();
    });
    next();
  });
}
