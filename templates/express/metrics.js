import { Histogram, Registry } from "prom-client";

{
  const registry = new Registry();
  const seconds = new Histogram({
    name: "http_request_duration_seconds",
    help: "Seconds until the whole answer was sent.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  {{ web.app }}.use((request, response, next) => {
    const started = performance.now();
    response.once("close", () => {
      // The route's template, never the path, whose values have no end.
      const route = request.route === undefined ? "none" : `${request.baseUrl}${request.route.path}`;
      const method = route === "none" ? "any" : request.method;
      seconds.observe({ method, route, status: response.statusCode }, (performance.now() - started) / 1000);
    });
    next();
  });
  {{ web.app }}.get("{{ path }}", async (request, response) => {
    const token = process.env.METRICS_TOKEN;
    if (!token || request.get("authorization") !== `Bearer ${token}`) {
      response.status(401).send("only with METRICS_TOKEN as the bearer token");
      return;
    }
    response.set("content-type", registry.contentType).send(await registry.metrics());
  });
}
