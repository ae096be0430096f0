import express from "express";

const app = express();
app.get("/up", (_, response) => response.send("up"));
app.listen(process.env.PORT ?? 8075);
