const express = require("express");
const redis = require("redis");

const ferry = express();
let client;

async function start() {
  client = await redis.createClient().connect()
  ferry.listen(process.env.PORT)
}

start()
