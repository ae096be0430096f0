const express = require("express");
const redis = require("redis");

const ferry = express();
let client;

async function start() {
  client = await redis.createClient().on("error", (error) => console.error("Redis", error)).connect()
  ferry.listen(process.env.PORT)
}

start()
