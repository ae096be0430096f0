import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const bot = service("bot", {
    source: github("harbour/bot"),
    start: 'python bot.py',
  });

  return project("bot", { resources: [bot] });
});
