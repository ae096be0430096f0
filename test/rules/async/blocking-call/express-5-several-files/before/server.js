const fs = require("fs");
const lock = require("express")();

lock.put("/level", (req, res) => {
  fs.copyFileSync("level.json", "level.old.json");
  fs.writeFileSync("level.json", req.query.level); // read by the pumps
  res.type("text").send(fs.readFileSync("notice.txt", "utf8"));
});
lock.listen(process.env.PORT);
