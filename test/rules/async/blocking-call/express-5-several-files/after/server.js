const fs = require("fs");
const lock = require("express")();

lock.put("/level", async (req, res) => {
  await fs.promises.copyFile("level.json", "level.old.json");
  await fs.promises.writeFile("level.json", req.query.level); // read by the pumps
  res.type("text").send(await fs.promises.readFile("notice.txt", "utf8"));
});
lock.listen(process.env.PORT);
