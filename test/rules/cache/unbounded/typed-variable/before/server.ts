import express from "express";

const ferry = express();
const cache: Map<string, number> = new Map();

ferry.get("/pages/:name", (request, response) => {
  const { name } = request.params;
  cache.set(name, 1);
  response.json({});
});

ferry.listen(process.env.PORT);
