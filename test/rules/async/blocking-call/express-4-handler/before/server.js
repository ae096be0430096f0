const { readFileSync } = require("fs");
const ferry = require("express")();

ferry.get("/tides", (req, res) => {
  res.type("json").send(readFileSync("tides.json")); // written by another process
});
ferry.listen(process.env.PORT);
