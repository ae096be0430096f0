{{ web.app }}.get("{{ path }}", (_request, response) => {
  response.json({ status: "ok" });
});
