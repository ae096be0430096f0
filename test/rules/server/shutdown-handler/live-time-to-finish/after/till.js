const express = require("express");

const app = express();
app.get("/up", (_, response) => response.send("up"));
const server = app.listen(process.env.PORT ?? 8075);

process.on("SIGTERM", () => {
  server.keepAliveTimeout = 1; // no connection is kept after its answer
  server.close(() => process.exit(0));
});
